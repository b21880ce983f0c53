package dev.tandem.mapreduce.shuffle;

/**
 * An encoded record that lies somewhere: the bytes of its sort key and of its value. Pointed at one
 * record after the other.
 */
public final class RecordView {
  byte[] key = new byte[0];
  int keyFrom;
  int keyLength;
  byte[] value = key;
  int valueFrom;
  int valueLength;

  /** Points at slices. */
  public void pointAt(
      byte[] keys, int keyAt, int keyBytes, byte[] values, int valueAt, int valueBytes) {
    key = keys;
    keyFrom = keyAt;
    keyLength = keyBytes;
    value = values;
    valueFrom = valueAt;
    valueLength = valueBytes;
  }

  /** Points at a record of a sort buffer. */
  void pointAt(byte[] data, long slot) {
    int offset = Slots.offset(slot);
    key = data;
    keyFrom = offset + Slots.headerLength(data, offset);
    keyLength = Slots.keyLength(data, offset);
    value = data;
    valueFrom = keyFrom + keyLength;
    valueLength = Slots.valueLength(data, offset);
  }
}
