package dev.tandem.contract.io;

/**
 * The byte before each element of a collection: the end sorts before null, null before any value.
 */
final class ElementMarks {
  static final int END = 0;
  static final int NULL = 1;
  static final int PRESENT = 2;

  private ElementMarks() {}

  static <T> void writeAll(Codec<T> codec, Iterable<? extends T> values, Output out) {
    for (T value : values) {
      if (value == null) {
        out.writeByte(NULL);
      } else {
        out.writeByte(PRESENT);
        codec.write(value, out);
      }
    }
    out.writeByte(END);
  }

  static <T> void readAll(Codec<T> codec, Input in, java.util.Collection<? super T> into) {
    for (int mark = in.readByte(); mark != END; mark = in.readByte()) {
      if (mark > PRESENT) {
        throw in.corrupt("an element mark of " + mark);
      }
      into.add(mark == NULL ? null : codec.read(in));
    }
  }
}
