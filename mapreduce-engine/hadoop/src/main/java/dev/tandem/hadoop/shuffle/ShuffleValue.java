package dev.tandem.hadoop.shuffle;

/** The value of a record in Hadoop's sort: an object before it is encoded, its bytes behind. */
public final class ShuffleValue {
  private Object value;
  private int input;
  private byte[] bytes = new byte[64];
  private int length = -1;

  /** Holds a value that is not encoded yet. */
  void hold(Object object, int fromInput) {
    value = object;
    input = fromInput;
    length = -1;
  }

  /** Holds a copy of encoded bytes. */
  void copy(byte[] array, int from, int count) {
    if (bytes.length < count) {
      bytes = new byte[(int) Math.max(count, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8))];
    }
    System.arraycopy(array, from, bytes, 0, count);
    length = count;
  }

  boolean encoded() {
    return length >= 0;
  }

  Object value() {
    return value;
  }

  int input() {
    return input;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
