package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.mapreduce.api.lib.BinaryPartitioner;
import dev.tandem.mapreduce.api.lib.InputSampler;
import dev.tandem.mapreduce.api.lib.KeyValueTextInputFormat;
import dev.tandem.mapreduce.api.lib.RehashPartitioner;
import dev.tandem.mapreduce.api.lib.TotalOrderPartitioner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Nothing that needs no declaring. */
  static final class Name {
    private final String text;

    Name(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static final class NameCodec implements Codec<Name> {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(Name name, Output out) {
      Codecs.TEXT.write(name.text, out);
    }

    @Override
    public Name read(Input in) {
      return new Name(Codecs.TEXT.read(in));
    }

    @Override
    public boolean canonical() {
      return true;
    }

    @Override
    public int hash(Name name) {
      return name.text.length();
    }
  }

  static class Names extends Mapper<Long, String, Name, Long> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(new Name(line), offset);
    }
  }

  static class ByText implements Comparator<Name> {
    @Override
    public int compare(Name a, Name b) {
      return a.text.compareTo(b.text);
    }
  }

  static class AsByDefault extends HashPartitioner<Name, Long> {}

  @ParameterizedTest
  @ValueSource(classes = {HashPartitioner.class, AsByDefault.class, RehashPartitioner.class})
  void keysHaveTheHashOfTheirCodec(Class<? extends Partitioner<?, ?>> type) throws Exception {
    Jobs jobs = new Jobs(folder);
    MapReduceJob job = jobs.job("hash", "a", "bb", "c");
    job.setMapperClass(Names.class);
    job.setMapOutputKeyCodec(new NameCodec());
    job.setSortComparatorClass(ByText.class);
    job.setPartitionerClass(type);
    job.setNumReduceTasks(2);
    Jobs.succeed(job);
    assertThat(jobs.lines()).containsExactlyInAnyOrder("a\t0", "bb\t2", "c\t5");
    if (!RehashPartitioner.class.isAssignableFrom(type)) {
      assertThat(jobs.lines("part-r-00000")).containsExactly("bb\t2");
    }
  }

  record Sized(int size, String text) {}

  static class Sizes extends Mapper<Long, String, Sized, Long> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(new Sized(line.length(), line), offset);
    }
  }

  static class BySize extends HashPartitioner<Sized, Long> {
    @Override
    public int getPartition(Sized key, Long value, int numPartitions) {
      return (hash(key.size()) & Integer.MAX_VALUE) % numPartitions;
    }
  }

  @Test
  void whoExtendsItMayHashAPartOfTheKey() throws Exception {
    Jobs jobs = new Jobs(folder);
    MapReduceJob job = jobs.job("parts", "aa", "b", "cc", "d");
    job.setMapperClass(Sizes.class);
    job.setMapOutputKeyClass(Sized.class);
    job.setPartitionerClass(BySize.class);
    job.setNumReduceTasks(2);
    Jobs.succeed(job);
    assertThat(jobs.lines()).hasSize(4);
  }

  @Test
  void aFolderIsNoPartitionFile() throws Exception {
    Jobs jobs = new Jobs(folder);
    MapReduceJob job = jobs.job("folder", "c", "a", "b");
    job.setInputFormatClass(KeyValueTextInputFormat.class);
    job.setNumReduceTasks(2);
    Path given = Files.createDirectory(folder.resolve("kept"));
    Files.writeString(given.resolve("precious"), "data");
    TotalOrderPartitioner.setPartitionFile(job.getConfiguration(), given.toString());
    assertThatThrownBy(
            () -> InputSampler.writePartitionFile(job, new InputSampler.SplitSampler(10, 1)))
        .hasMessageContaining("is a folder; name a file");
    assertThat(given.resolve("precious")).hasContent("data");
  }

  static class Downwards implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      return b.compareTo(a);
    }
  }

  /** Two tasks have one bound, which is in any order. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void aTotalOrderIsThatOfTheSortComparator(int tasks) throws Exception {
    Jobs jobs = new Jobs(folder);
    MapReduceJob job = jobs.job("down", "c", "a", "f", "b", "e", "d");
    job.setInputFormatClass(KeyValueTextInputFormat.class);
    job.setSortComparatorClass(Downwards.class);
    job.setNumReduceTasks(tasks);
    job.setPartitionerClass(TotalOrderPartitioner.class);
    TotalOrderPartitioner.setPartitionFile(
        job.getConfiguration(), folder.resolve("bounds").toString());
    InputSampler.writePartitionFile(job, new InputSampler.SplitSampler(10, 1));
    Jobs.succeed(job);
    assertThat(jobs.lines()).containsExactly("f\t", "e\t", "d\t", "c\t", "b\t", "a\t");
  }

  @Test
  void boundsInAnotherOrderAreRefused() throws Exception {
    Jobs jobs = new Jobs(folder);
    MapReduceJob job = jobs.job("other", "c", "a", "f", "b", "e", "d");
    job.setInputFormatClass(KeyValueTextInputFormat.class);
    job.setNumReduceTasks(4);
    job.setPartitionerClass(TotalOrderPartitioner.class);
    TotalOrderPartitioner.setPartitionFile(
        job.getConfiguration(), folder.resolve("bounds").toString());
    InputSampler.writePartitionFile(job, new InputSampler.SplitSampler(10, 1));
    job.setSortComparatorClass(Downwards.class);
    assertThat(Jobs.fail(job)).contains("are not in order, from bound 1");
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
