package dev.tandem.mapreduce.api.lib;

/**
 * A part of a key: from a byte of one field to a byte of the same or a later one. It goes over the
 * ends of fields where the numbers say so, as in Hadoop.
 *
 * @param firstField where it begins, from 1 on
 * @param firstByte of that field, from 1 on
 * @param lastField where it ends; {@link #LAST} for the end of the key
 * @param lastByte of that field; {@link #LAST} for the field's end
 * @param numeric whether its text is a number
 * @param reverse whether larger ones come first
 */
record KeyField(
    int firstField, int firstByte, int lastField, int lastByte, boolean numeric, boolean reverse) {
  /** As far as there is anything. */
  static final int LAST = 0;

  /** All of a key. */
  static final KeyField WHOLE = new KeyField(1, 1, LAST, LAST, false, false);

  KeyField as(boolean number, boolean reversed) {
    return new KeyField(firstField, firstByte, lastField, lastByte, number, reversed);
  }

  /** The place of the first byte; -1 if the key is too short to have it. */
  int begin(KeyText key) {
    int field = key.begin(firstField);
    return field < 0 || firstByte > key.bytes().length - field ? -1 : field + firstByte - 1;
  }

  /** The place behind the last byte, as far as the key goes; may be before the first one. */
  int end(KeyText key) {
    int field = lastField == LAST ? -1 : key.begin(lastField);
    if (field < 0) {
      return key.bytes().length;
    }
    if (lastByte == LAST) {
      return key.end(field);
    }
    return field + Math.min(lastByte, key.bytes().length - field);
  }
}
