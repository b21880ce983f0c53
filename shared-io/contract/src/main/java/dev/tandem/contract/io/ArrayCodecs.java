package dev.tandem.contract.io;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The codecs of primitive arrays other than byte[]: the length, then the elements, the high byte
 * first. Not ordered.
 */
final class ArrayCodecs {
  private ArrayCodecs() {}

  /** What the primitive arrays share; {@code T} is the array type. */
  interface ArrayCodec<T> extends Codec<T> {
    int length(T array);

    int width();

    void put(T array, ByteBuffer to);

    T get(int length, ByteBuffer from, Input in);

    @Override
    default void write(T value, Output out) {
      int n = length(value);
      out.writeLength(n);
      int bytes = Math.multiplyExact(n, width());
      out.require(bytes);
      put(value, ByteBuffer.wrap(out.array(), out.position(), bytes));
      out.advance(bytes);
    }

    @Override
    default T read(Input in) {
      int n = ArrayCodecs.readLength(in);
      long bytes = (long) n * width();
      in.require(bytes);
      T array = get(n, ByteBuffer.wrap(in.array(), in.position(), (int) bytes), in);
      in.skip((int) bytes);
      return array;
    }

    @Override
    default boolean canonical() {
      return true;
    }
  }

  /** A length in its only legal form, so that one array has one encoding. */
  static int readLength(Input in) {
    int start = in.position();
    int n = in.readLength();
    int used = in.position() - start;
    if (used > 1 && in.array()[in.position() - 1] == 0) {
      throw in.corrupt("a length that is not in its shortest form");
    }
    return n;
  }

  enum Longs implements ArrayCodec<long[]> {
    INSTANCE;

    @Override
    public int length(long[] array) {
      return array.length;
    }

    @Override
    public int width() {
      return Long.BYTES;
    }

    @Override
    public void put(long[] array, ByteBuffer to) {
      to.asLongBuffer().put(array);
    }

    @Override
    public long[] get(int length, ByteBuffer from, Input in) {
      long[] array = new long[length];
      from.asLongBuffer().get(array);
      return array;
    }

    @Override
    public int hash(long[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public String describe() {
      return "long[]";
    }
  }

  enum Integers implements ArrayCodec<int[]> {
    INSTANCE;

    @Override
    public int length(int[] array) {
      return array.length;
    }

    @Override
    public int width() {
      return Integer.BYTES;
    }

    @Override
    public void put(int[] array, ByteBuffer to) {
      to.asIntBuffer().put(array);
    }

    @Override
    public int[] get(int length, ByteBuffer from, Input in) {
      int[] array = new int[length];
      from.asIntBuffer().get(array);
      return array;
    }

    @Override
    public int hash(int[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public String describe() {
      return "int[]";
    }
  }

  enum Shorts implements ArrayCodec<short[]> {
    INSTANCE;

    @Override
    public int length(short[] array) {
      return array.length;
    }

    @Override
    public int width() {
      return Short.BYTES;
    }

    @Override
    public void put(short[] array, ByteBuffer to) {
      to.asShortBuffer().put(array);
    }

    @Override
    public short[] get(int length, ByteBuffer from, Input in) {
      short[] array = new short[length];
      from.asShortBuffer().get(array);
      return array;
    }

    @Override
    public int hash(short[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public String describe() {
      return "short[]";
    }
  }

  enum Characters implements ArrayCodec<char[]> {
    INSTANCE;

    @Override
    public int length(char[] array) {
      return array.length;
    }

    @Override
    public int width() {
      return Character.BYTES;
    }

    @Override
    public void put(char[] array, ByteBuffer to) {
      to.asCharBuffer().put(array);
    }

    @Override
    public char[] get(int length, ByteBuffer from, Input in) {
      char[] array = new char[length];
      from.asCharBuffer().get(array);
      return array;
    }

    @Override
    public int hash(char[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public String describe() {
      return "char[]";
    }
  }

  enum Booleans implements ArrayCodec<boolean[]> {
    INSTANCE;

    @Override
    public int length(boolean[] array) {
      return array.length;
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public void put(boolean[] array, ByteBuffer to) {
      for (boolean b : array) {
        to.put((byte) (b ? 1 : 0));
      }
    }

    @Override
    public boolean[] get(int length, ByteBuffer from, Input in) {
      boolean[] array = new boolean[length];
      for (int i = 0; i < length; i++) {
        int b = from.get();
        if (b != 0 && b != 1) {
          throw in.corrupt("a flag of " + b);
        }
        array[i] = b == 1;
      }
      return array;
    }

    @Override
    public int hash(boolean[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public String describe() {
      return "boolean[]";
    }
  }

  /** As {@link Arrays#equals(double[], double[])}: one NaN, two zeros. */
  enum Doubles implements ArrayCodec<double[]> {
    INSTANCE;

    @Override
    public int length(double[] array) {
      return array.length;
    }

    @Override
    public int width() {
      return Double.BYTES;
    }

    @Override
    public void put(double[] array, ByteBuffer to) {
      byte[] bytes = to.array();
      int at = to.arrayOffset() + to.position();
      for (double d : array) {
        Words.BIG_ENDIAN.set(bytes, at, Double.doubleToLongBits(d));
        at += Double.BYTES;
      }
    }

    @Override
    public double[] get(int length, ByteBuffer from, Input in) {
      double[] array = new double[length];
      byte[] bytes = from.array();
      int at = from.arrayOffset() + from.position();
      for (int i = 0; i < length; i++, at += Double.BYTES) {
        long bits = (long) Words.BIG_ENDIAN.get(bytes, at);
        array[i] = Double.longBitsToDouble(bits);
        if (Double.isNaN(array[i]) && Double.doubleToLongBits(array[i]) != bits) {
          throw in.corrupt("a NaN that is not the canonical one");
        }
      }
      return array;
    }

    @Override
    public int hash(double[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public String describe() {
      return "double[]";
    }
  }

  /** As {@link Doubles}. */
  enum Floats implements ArrayCodec<float[]> {
    INSTANCE;

    @Override
    public int length(float[] array) {
      return array.length;
    }

    @Override
    public int width() {
      return Float.BYTES;
    }

    @Override
    public void put(float[] array, ByteBuffer to) {
      for (float f : array) {
        to.putInt(Float.floatToIntBits(f));
      }
    }

    @Override
    public float[] get(int length, ByteBuffer from, Input in) {
      float[] array = new float[length];
      for (int i = 0; i < length; i++) {
        int bits = from.getInt();
        array[i] = Float.intBitsToFloat(bits);
        if (Float.floatToIntBits(array[i]) != bits) {
          throw in.corrupt("a NaN that is not the canonical one");
        }
      }
      return array;
    }

    @Override
    public int hash(float[] value) {
      return Arrays.hashCode(value);
    }

    @Override
    public String describe() {
      return "float[]";
    }
  }
}
