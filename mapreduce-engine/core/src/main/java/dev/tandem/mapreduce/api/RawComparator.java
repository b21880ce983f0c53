package dev.tandem.mapreduce.api;

import java.util.Comparator;

/**
 * A comparator of keys that also compares them as they are encoded: Hadoop's {@code RawComparator}.
 * Given to a job as its sort or grouping comparator, or as that of a class ({@link
 * WritableComparator#define}), it sorts, merges and groups without decoding a key. The bytes are
 * those of the codec of the job's map output keys, which must be named with {@code
 * setMapOutputKeyClass} or {@code setMapOutputKeyCodec}. An object is made for each thread that
 * compares.
 *
 * @param <T> keys
 */
public interface RawComparator<T> extends Comparator<T> {
  /**
   * Compares two encoded keys: must have the sign that {@link #compare(Object, Object)} has for
   * what they decode to.
   *
   * @param b1 holds the first one, among other bytes; not to be changed, as {@code b2}
   * @param s1 where it begins
   * @param l1 its length
   * @param b2 holds the second one
   * @param s2 where it begins
   * @param l2 its length
   */
  int compare(byte[] b1, int s1, int l1, byte[] b2, int s2, int l2);
}
