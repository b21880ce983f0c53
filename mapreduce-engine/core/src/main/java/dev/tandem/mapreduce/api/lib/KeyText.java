package dev.tandem.mapreduce.api.lib;

/**
 * A key with fields.
 *
 * @param bytes of it
 * @param separator what stands between two fields, at least one byte
 */
record KeyText(byte[] bytes, byte[] separator) {
  /** The place of a field's first byte; -1 if the key has fewer fields. */
  int begin(int field) {
    int at = 0;
    for (int i = 1; i < field; i++) {
      int end = end(at);
      if (end == bytes.length) {
        return -1;
      }
      at = end + separator.length;
    }
    return at;
  }

  /** The place behind the field that begins at {@code begin}. */
  int end(int begin) {
    for (int at = begin; at <= bytes.length - separator.length; at++) {
      if (separatorAt(at)) {
        return at;
      }
    }
    return bytes.length;
  }

  private boolean separatorAt(int at) {
    for (int i = 0; i < separator.length; i++) {
      if (bytes[at + i] != separator[i]) {
        return false;
      }
    }
    return true;
  }
}
