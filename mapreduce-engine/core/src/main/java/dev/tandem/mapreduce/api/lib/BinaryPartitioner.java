package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.Configurable;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.Partitioner;

/**
 * Places keys of bytes by a part of them: Hadoop's {@code BinaryPartitioner}. The offsets are those
 * of its first and last byte, negative ones from the key's end: 0 and -1, the whole key, unless
 * set. An offset behind a key counts on from its beginning, as in Hadoop, and one before it from
 * its end, where Hadoop's task fails; a part that ends before it begins has no bytes, and all such
 * keys go to one partition.
 *
 * @param <V> values of the map output
 */
public class BinaryPartitioner<V> extends Partitioner<byte[], V> implements Configurable {
  /** The offset of the first byte. */
  public static final String LEFT_OFFSET_PROPERTY_NAME =
      "mapreduce.partition.binarypartitioner.left.offset";

  /** The offset of the last byte. */
  public static final String RIGHT_OFFSET_PROPERTY_NAME =
      "mapreduce.partition.binarypartitioner.right.offset";

  private int left;
  private int right = -1;

  /** Sets both offsets. */
  public static void setOffsets(Configuration conf, int left, int right) {
    setLeftOffset(conf, left);
    setRightOffset(conf, right);
  }

  /** Sets the offset of the first byte. */
  public static void setLeftOffset(Configuration conf, int offset) {
    conf.setInt(LEFT_OFFSET_PROPERTY_NAME, offset);
  }

  /** Sets the offset of the last byte. */
  public static void setRightOffset(Configuration conf, int offset) {
    conf.setInt(RIGHT_OFFSET_PROPERTY_NAME, offset);
  }

  @Override
  public void setConf(Configuration conf) {
    left = conf.getInt(LEFT_OFFSET_PROPERTY_NAME, left);
    right = conf.getInt(RIGHT_OFFSET_PROPERTY_NAME, right);
  }

  @Override
  public int getPartition(byte[] key, V value, int numPartitions) {
    int hash = 1;
    if (key.length > 0) {
      int last = Math.floorMod(right, key.length);
      for (int i = Math.floorMod(left, key.length); i <= last; i++) {
        hash = 31 * hash + key[i];
      }
    }
    return (hash & Integer.MAX_VALUE) % numPartitions;
  }
}
