package dev.tandem.mapreduce.api;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.nio.charset.StandardCharsets;

/**
 * Twin of the RDD engine's {@code HashPartitioner}: another hash and another remainder, as in
 * Hadoop and in Spark.
 *
 * <p>{@code (hash & Integer.MAX_VALUE) % n}: Hadoop's default. The hash is that of the class that a
 * Hadoop program would have in the place of the key's: of {@code Text} for a String, of {@code
 * LongWritable} for a Long, of {@code DoubleWritable} for a Double, of {@code BooleanWritable} for
 * a Boolean, so that the same program fills the same part files. All other keys have the hash of
 * their codec.
 *
 * @param <K> keys of the map output
 * @param <V> values of the map output
 */
public class HashPartitioner<K, V> extends Partitioner<K, V> {
  private Codec<Object> codec = Codecs.dynamic();

  /** That the codec is for; null if that is not known. */
  private Class<?> type;

  /** In a job the codec of the map output's keys is used, elsewhere they need no declaring. */
  public HashPartitioner() {}

  void setKeys(OutputType keys) {
    codec = keys.codec();
    type = keys.type();
  }

  @Override
  public int getPartition(K key, V value, int numPartitions) {
    return (hash(key) & Integer.MAX_VALUE) % numPartitions;
  }

  /** The hash of a key, any number. */
  protected final int hash(Object key) {
    if (key instanceof String text) {
      return hash(text);
    } else if (key instanceof Long number) {
      return number.intValue();
    } else if (key instanceof Double number) {
      return (int) Double.doubleToLongBits(number);
    } else if (key instanceof Boolean flag) {
      return flag ? 0 : 1;
    }
    // Who extends this class may ask for the hash of a part of the key.
    boolean part = type != null && !type.isInstance(key);
    return part ? Codecs.dynamic().hash(key) : codec.hash(key);
  }

  /** Over the bytes of UTF-8 as signed numbers, from 1. */
  private static int hash(String text) {
    int h = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return java.util.Arrays.hashCode(text.getBytes(StandardCharsets.UTF_8));
      }
      h = 31 * h + c;
    }
    return h;
  }
}
