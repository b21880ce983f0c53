package dev.tandem.hadoop.shuffle;

/**
 * The key of a record in Hadoop's sort. Where the mapper emits, it is a record that the
 * serialisation encodes; behind that it is bytes. One object is used again for all records of a
 * task.
 */
public final class ShuffleKey {
  private Object key;
  private Object value;
  private int input;
  private int partition;
  private byte[] bytes;
  private int offset;
  private int length;

  /** Holds a record that is not encoded yet. */
  void hold(Object recordKey, Object recordValue, int fromInput, int itsPartition) {
    key = recordKey;
    value = recordValue;
    input = fromInput;
    partition = itsPartition;
    bytes = null;
  }

  /** Holds encoded bytes, which are not copied. */
  void hold(byte[] array, int from, int count) {
    bytes = array;
    offset = from;
    length = count;
  }

  boolean encoded() {
    return bytes != null;
  }

  Object key() {
    return key;
  }

  Object value() {
    return value;
  }

  int input() {
    return input;
  }

  int partition() {
    return partition;
  }

  byte[] bytes() {
    return bytes;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }
}
