package dev.tandem.mapreduce.shuffle;

import java.util.Comparator;

/** Orders the keys of a native shuffle, or tells its groups apart. For one thread. */
public sealed interface KeyComparator {
  /** Compares encoded keys as they are: Hadoop's {@code RawComparator}. */
  non-sealed interface Raw extends KeyComparator {
    /** Has the sign of the order of the key at {@code fromA} and the one at {@code fromB}. */
    int compare(byte[] a, int fromA, int lengthA, byte[] b, int fromB, int lengthB);
  }

  /**
   * Compares keys that must be decoded for it.
   *
   * @param keys compares them
   */
  record Decoding(Comparator<Object> keys) implements KeyComparator {}
}
