package dev.tandem.mapreduce.api;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The comparators of key classes, and what raw comparators are made of: the static part of Hadoop's
 * {@code WritableComparator}. Thread-safe.
 */
public final class WritableComparator {
  private static final Map<Class<?>, RawComparator<?>> DEFINED = new ConcurrentHashMap<>();

  private WritableComparator() {}

  /**
   * Gives a class its comparator: the order of all jobs of this process whose {@code
   * setMapOutputKeyClass} names that class, unless they set another one. To be called before such a
   * job is submitted, best where the class is initialised.
   *
   * @param comparator used by several threads at once
   */
  public static <T> void define(Class<T> type, RawComparator<? super T> comparator) {
    DEFINED.put(type, comparator);
  }

  /** The comparator of a class, or null. */
  @SuppressWarnings("unchecked") // as it was defined
  public static <T> RawComparator<? super T> get(Class<T> type) {
    return (RawComparator<? super T>) DEFINED.get(type);
  }

  /** Compares bytes as unsigned numbers, the first difference first; the shorter one is less. */
  public static int compareBytes(byte[] b1, int s1, int l1, byte[] b2, int s2, int l2) {
    return Arrays.compareUnsigned(b1, s1, s1 + l1, b2, s2, s2 + l2);
  }

  /** The four bytes from {@code start} on, the highest first. */
  public static int readInt(byte[] bytes, int start) {
    return (bytes[start] & 0xFF) << 24
        | (bytes[start + 1] & 0xFF) << 16
        | (bytes[start + 2] & 0xFF) << 8
        | bytes[start + 3] & 0xFF;
  }

  /** The eight bytes from {@code start} on, the highest first. */
  public static long readLong(byte[] bytes, int start) {
    return (long) readInt(bytes, start) << Integer.SIZE
        | readInt(bytes, start + Integer.BYTES) & 0xFFFFFFFFL;
  }
}
