package dev.tandem.hadoop.natives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.HashPartitioner;
import dev.tandem.mapreduce.api.Partitioner;
import dev.tandem.mapreduce.api.lib.BinaryPartitioner;
import dev.tandem.mapreduce.api.lib.RehashPartitioner;
import java.util.Arrays;
import java.util.Random;
import org.apache.hadoop.io.BooleanWritable;
import org.apache.hadoop.io.ByteWritable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.FloatWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.ShortWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.junit.jupiter.api.Test;

/** Random keys go to the partitions that Hadoop's own classes choose. */
class PartitionersAgreementTest {
  private static final int KEYS = 5000;
  private static final int KINDS = 9;

  private final Random random = new Random(3);

  private String text() {
    StringBuilder text = new StringBuilder();
    random
        .ints(random.nextInt(12), 1, 0x3000)
        .forEach(point -> text.appendCodePoint(point % 3 == 0 ? point : point % 0x7F + 1));
    return text.toString();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(9)];
    random.nextBytes(bytes);
    return bytes;
  }

  private Object key(int kind) {
    return switch (kind) {
      case 0 -> text();
      case 1 -> random.nextInt();
      case 2 -> random.nextLong();
      case 3 -> random.nextGaussian();
      case 4 -> random.nextBoolean();
      case 5 -> random.nextFloat();
      case 6 -> (short) random.nextInt();
      case 7 -> (byte) random.nextInt();
      default -> bytes();
    };
  }

  /** What a Hadoop program has in the place of a key. */
  private static Writable writable(Object key) {
    if (key instanceof String text) {
      return new Text(text);
    } else if (key instanceof Integer number) {
      return new IntWritable(number);
    } else if (key instanceof Long number) {
      return new LongWritable(number);
    } else if (key instanceof Double number) {
      return new DoubleWritable(number);
    } else if (key instanceof Boolean flag) {
      return new BooleanWritable(flag);
    } else if (key instanceof Float number) {
      return new FloatWritable(number);
    } else if (key instanceof Short number) {
      return new ShortWritable(number);
    } else if (key instanceof Byte number) {
      return new ByteWritable(number);
    }
    return new BytesWritable((byte[]) key);
  }

  private void agree(
      Partitioner<Object, String> ours,
      org.apache.hadoop.mapreduce.Partitioner<Writable, String> theirs) {
    for (int i = 0; i < KEYS; i++) {
      Object key = key(i % KINDS);
      int partitions = i % 2 == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(20);
      assertThat(ours.getPartition(key, "", partitions))
          .as("%s of %s", key, key.getClass())
          .isEqualTo(theirs.getPartition(writable(key), "", partitions));
    }
  }

  @Test
  void hashes() {
    agree(
        new HashPartitioner<>(), new org.apache.hadoop.mapreduce.lib.partition.HashPartitioner<>());
  }

  @Test
  void mixedHashes() {
    agree(
        new RehashPartitioner<>(),
        new org.apache.hadoop.mapreduce.lib.partition.RehashPartitioner<>());
  }

  /** Hadoop's fails for an empty key, and for most offsets that lie before a key. */
  @Test
  void partsOfBytes() {
    for (int i = 0; i < KEYS; i++) {
      byte[] key = Arrays.copyOf(bytes(), 1 + random.nextInt(8));
      int left = random.nextInt(key.length + 10) - key.length;
      int right = random.nextInt(key.length + 10) - key.length;
      Configuration conf = new Configuration();
      BinaryPartitioner.setOffsets(conf, left, right);
      BinaryPartitioner<String> ours = new BinaryPartitioner<>();
      ours.setConf(conf);
      org.apache.hadoop.conf.Configuration same = new org.apache.hadoop.conf.Configuration(false);
      conf.toMap().forEach(same::set);
      var theirs = new org.apache.hadoop.mapreduce.lib.partition.BinaryPartitioner<String>();
      theirs.setConf(same);
      assertThat(ours.getPartition(key, "", Integer.MAX_VALUE))
          .as("%d bytes, %d to %d", key.length, left, right)
          .isEqualTo(theirs.getPartition(new BytesWritable(key), "", Integer.MAX_VALUE));
    }
  }
}
