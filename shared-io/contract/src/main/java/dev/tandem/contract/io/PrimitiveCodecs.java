package dev.tandem.contract.io;

/** The codecs of the boxed primitives. */
final class PrimitiveCodecs {
  private PrimitiveCodecs() {}

  enum Longs implements ScalarCodec<Long> {
    INSTANCE;

    @Override
    public void write(Long value, Output out) {
      out.writeVarLong(value);
    }

    @Override
    public Long read(Input in) {
      return in.readVarLong();
    }

    @Override
    public String describe() {
      return "Long";
    }
  }

  enum Integers implements ScalarCodec<Integer> {
    INSTANCE;

    @Override
    public void write(Integer value, Output out) {
      out.writeVarLong(value);
    }

    @Override
    public Integer read(Input in) {
      return (int) narrow(in, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public String describe() {
      return "Integer";
    }
  }

  enum Shorts implements ScalarCodec<Short> {
    INSTANCE;

    @Override
    public void write(Short value, Output out) {
      out.writeVarLong(value);
    }

    @Override
    public Short read(Input in) {
      return (short) narrow(in, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public String describe() {
      return "Short";
    }
  }

  enum Bytes implements ScalarCodec<Byte> {
    INSTANCE;

    @Override
    public void write(Byte value, Output out) {
      out.writeVarLong(value);
    }

    @Override
    public Byte read(Input in) {
      return (byte) narrow(in, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    @Override
    public String describe() {
      return "Byte";
    }
  }

  enum Booleans implements ScalarCodec<Boolean> {
    INSTANCE;

    @Override
    public void write(Boolean value, Output out) {
      out.writeByte(value ? 1 : 0);
    }

    @Override
    public Boolean read(Input in) {
      return flag(in);
    }

    @Override
    public String describe() {
      return "Boolean";
    }
  }

  enum Characters implements ScalarCodec<Character> {
    INSTANCE;

    @Override
    public void write(Character value, Output out) {
      out.writeByte(value >> 8);
      out.writeByte(value);
    }

    @Override
    public Character read(Input in) {
      int high = in.readByte();
      return (char) (high << 8 | in.readByte());
    }

    @Override
    public String describe() {
      return "Character";
    }
  }

  /**
   * IEEE 754 bits, turned so that unsigned order is the order of {@link Double#compare}; there is
   * one NaN.
   */
  enum Doubles implements ScalarCodec<Double> {
    INSTANCE;

    @Override
    public void write(Double value, Output out) {
      long bits = Double.doubleToLongBits(value);
      out.writeFixed64(bits ^ (bits >> 63 | Long.MIN_VALUE));
    }

    @Override
    public Double read(Input in) {
      long sortable = in.readFixed64();
      long bits = sortable ^ (~sortable >> 63 | Long.MIN_VALUE);
      double value = Double.longBitsToDouble(bits);
      if (Double.doubleToLongBits(value) != bits) {
        throw in.corrupt("a NaN that is not the canonical one");
      }
      return value;
    }

    @Override
    public String describe() {
      return "Double";
    }
  }

  /** As {@link Doubles}, in four bytes. */
  enum Floats implements ScalarCodec<Float> {
    INSTANCE;

    @Override
    public void write(Float value, Output out) {
      int bits = Float.floatToIntBits(value);
      out.writeFixed32(bits ^ (bits >> 31 | Integer.MIN_VALUE));
    }

    @Override
    public Float read(Input in) {
      int sortable = in.readFixed32();
      int bits = sortable ^ (~sortable >> 31 | Integer.MIN_VALUE);
      float value = Float.intBitsToFloat(bits);
      if (Float.floatToIntBits(value) != bits) {
        throw in.corrupt("a NaN that is not the canonical one");
      }
      return value;
    }

    @Override
    public String describe() {
      return "Float";
    }
  }

  /** A byte that is 0 or 1. */
  static boolean flag(Input in) {
    int b = in.readByte();
    if (b > 1) {
      throw in.corrupt("a flag of " + b);
    }
    return b == 1;
  }

  /** A number that must lie in the given range. */
  static long narrow(Input in, long min, long max) {
    long v = in.readVarLong();
    if (v < min || v > max) {
      throw in.corrupt("the number " + v + " beyond its type");
    }
    return v;
  }
}
