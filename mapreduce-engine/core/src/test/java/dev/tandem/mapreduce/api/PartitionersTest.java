package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.mapreduce.api.lib.BinaryPartitioner;
import dev.tandem.mapreduce.api.lib.RehashPartitioner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionersTest {
  @TempDir Path folder;

  private static int binary(String key, int left, int right) {
    Configuration conf = new Configuration();
    BinaryPartitioner.setOffsets(conf, left, right);
    BinaryPartitioner<String> partitioner = new BinaryPartitioner<>();
    partitioner.setConf(conf);
    return partitioner.getPartition(key.getBytes(StandardCharsets.UTF_8), "", Integer.MAX_VALUE);
  }

  /** The hash of the part, as Hadoop's {@code WritableComparator.hashBytes} takes it. */
  @ParameterizedTest
  @CsvSource({
    "abcd, 0, -1, abcd",
    "abcd, 0, 1, ab",
    "abcd, -2, -1, cd",
    "abcd, 1, 2, bc",
    "abcd, 5, 2, bc",
    "abcd, 3, 0, ''",
    "'', 0, -1, ''"
  })
  void aPartOfTheBytesDecides(String key, int left, int right, String part) {
    int hash = 1;
    for (byte one : part.getBytes(StandardCharsets.UTF_8)) {
      hash = 31 * hash + one;
    }
    assertThat(binary(key, left, right)).isEqualTo(hash & Integer.MAX_VALUE);
  }

  static class Keys extends Mapper<Long, String, byte[], String> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(line.getBytes(StandardCharsets.UTF_8), line);
    }
  }

  static class Lines extends Reducer<byte[], String, String, String> {
    @Override
    protected void reduce(byte[] key, Iterable<String> lines, Context context)
        throws IOException, InterruptedException {
      for (String line : lines) {
        context.write(line, null);
      }
    }
  }

  @Test
  void keysWithTheSamePartMeet() throws Exception {
    Jobs jobs = new Jobs(folder);
    MapReduceJob job = jobs.job("binary", "x1a", "y1b", "z2a", "w2c");
    job.setMapperClass(Keys.class);
    job.setReducerClass(Lines.class);
    job.setMapOutputKeyClass(byte[].class);
    job.setPartitionerClass(BinaryPartitioner.class);
    BinaryPartitioner.setOffsets(job.getConfiguration(), 1, 1);
    job.setNumReduceTasks(2);
    Jobs.succeed(job);
    assertThat(jobs.lines("part-r-00000")).containsExactly("x1a", "y1b");
    assertThat(jobs.lines("part-r-00001")).containsExactly("w2c", "z2a");
  }

  @Test
  void keysInStepsFillAllPartitions() {
    HashPartitioner<Integer, String> plain = new HashPartitioner<>();
    RehashPartitioner<Integer, String> mixed = new RehashPartitioner<>();
    assertThat(partitions(plain)).isEqualTo(1);
    assertThat(partitions(mixed)).isEqualTo(8);
  }

  private static long partitions(Partitioner<Integer, String> partitioner) {
    return IntStream.range(0, 1000)
        .map(i -> partitioner.getPartition(i * 8, "", 8))
        .peek(partition -> assertThat(partition).isBetween(0, 7))
        .distinct()
        .count();
  }
}
