package dev.tandem.mapreduce.shuffle;

import java.util.Arrays;

/** Compares two encoded records of a shuffle. */
@FunctionalInterface
public interface RecordOrder {
  /** By the bytes of the sort keys. */
  RecordOrder BY_KEY =
      (a, b) ->
          Arrays.compareUnsigned(
              a.key, a.keyFrom, a.keyFrom + a.keyLength, b.key, b.keyFrom, b.keyFrom + b.keyLength);

  /** Has the sign of the order of {@code a} and {@code b}. */
  int compare(RecordView a, RecordView b);

  /** Whether two records of a sort buffer have the same sort key. */
  static boolean isSameKey(byte[] data, long slotA, long slotB) {
    int a = Slots.offset(slotA);
    int b = Slots.offset(slotB);
    int fromA = a + Slots.headerLength(data, a);
    int fromB = b + Slots.headerLength(data, b);
    return Arrays.equals(
        data,
        fromA,
        fromA + Slots.keyLength(data, a),
        data,
        fromB,
        fromB + Slots.keyLength(data, b));
  }
}
