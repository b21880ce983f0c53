package dev.tandem.contract.io;

/** The strict decoder behind {@link TextCodec} for texts that are not plain ASCII. */
final class TextDecoder {
  private final Input in;
  private final byte[] bytes;
  private final int end;
  private final char[] chars;
  private int position;
  private int count;

  /**
   * @param in positioned at the first byte of the text; not moved
   * @param end index of the end mark
   */
  TextDecoder(Input in, int end) {
    this.in = in;
    this.bytes = in.array();
    this.position = in.position();
    this.end = end;
    this.chars = new char[end - position];
  }

  String decode() {
    while (position < end) {
      int b = bytes[position++];
      if (b >= 2) {
        chars[count++] = (char) b;
      } else {
        special(b & 0xFF);
      }
    }
    return new String(chars, 0, count);
  }

  private void special(int first) {
    if (first == 1) {
      escape();
    } else if (first >= 0xC2 && first < 0xE0) {
      chars[count++] = (char) ((first & 0x1F) << 6 | tail());
    } else if (first >= 0xE0 && first < 0xF0) {
      threeBytes((first & 0x0F) << 12 | tail() << 6 | tail());
    } else if (first >= 0xF0 && first < 0xF5) {
      fourBytes((first & 0x07) << 18 | tail() << 12 | tail() << 6 | tail());
    } else {
      throw malformed();
    }
  }

  private void escape() {
    int code = position < end ? bytes[position++] : 0;
    if (code != 1 && code != 2) {
      throw malformed();
    }
    chars[count++] = (char) (code - 1);
  }

  /** A surrogate is legal only alone: a pair has a four-byte form. */
  private void threeBytes(int c) {
    boolean halfOfPair =
        Character.isLowSurrogate((char) c)
            && count > 0
            && Character.isHighSurrogate(chars[count - 1]);
    if (c < 0x800 || halfOfPair) {
      throw malformed();
    }
    chars[count++] = (char) c;
  }

  private void fourBytes(int point) {
    if (point < 0x10000 || point > Character.MAX_CODE_POINT) {
      throw malformed();
    }
    chars[count++] = Character.highSurrogate(point);
    chars[count++] = Character.lowSurrogate(point);
  }

  private int tail() {
    int b = position < end ? bytes[position++] : 0;
    if ((b & 0xC0) != 0x80) {
      throw malformed();
    }
    return b & 0x3F;
  }

  private CorruptDataException malformed() {
    return in.corrupt(
        "a text with malformed UTF-8, " + (position - in.position()) + " bytes into it");
  }
}
