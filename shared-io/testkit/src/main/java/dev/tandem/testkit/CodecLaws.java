package dev.tandem.testkit;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Closure;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Checks the laws of a {@link Codec}. */
public final class CodecLaws {
  private static final int DAMAGED = 200;

  private CodecLaws() {}

  /**
   * Checks round trip, self-delimiting form, canonical and ordered bytes (where the codec claims
   * them), serialisability, and that damaged bytes end in a {@link CorruptDataException} or in
   * another value, never in anything else.
   *
   * @param samples different values; some dozens
   * @throws AssertionError naming the law and the value that breaks it
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <T> void check(Codec<T> codec, T... samples) {
    check(codec, List.of(samples));
  }

  /** As {@link #check(Codec, Object[])}. */
  public static <T> void check(Codec<T> codec, List<T> samples) {
    require(
        codec instanceof Serializable && copy(codec) != null,
        "the codec is not serialisable",
        codec.describe());
    for (T value : samples) {
      checkRoundTrip(codec, value);
      checkDamaged(codec, encode(codec, value));
    }
    checkOneBehindTheOther(codec, samples);
    for (T a : samples) {
      for (T b : samples) {
        checkPair(codec, a, b);
      }
    }
  }

  private static <T> Codec<T> copy(Codec<T> codec) {
    return Closure.of("codec", codec).open(null);
  }

  private static <T> void checkRoundTrip(Codec<T> codec, T value) {
    byte[] bytes = encode(codec, value);
    Input in = new Input(bytes);
    T back = codec.read(in);
    require(in.remaining() == 0, "reading leaves bytes", value);
    require(same(codec, value, back), "what is read is not what was written", value);
    require(
        Arrays.equals(bytes, encode(codec, back)), "a value that was read has other bytes", value);
    require(
        Arrays.equals(bytes, encode(copy(codec), value)),
        "a copy of the codec writes other bytes",
        value);
  }

  /** Equal by content; objects without an equals of their own are compared by their bytes alone. */
  private static <T> boolean same(Codec<T> codec, T value, T back) {
    boolean comparable =
        codec.agreesWithEquals() || value instanceof Object[] || value.getClass().isArray();
    return !comparable || Objects.deepEquals(value, back);
  }

  private static <T> void checkOneBehindTheOther(Codec<T> codec, List<T> samples) {
    Output out = new Output(64);
    samples.forEach(value -> codec.write(value, out));
    Input in = new Input(out.toByteArray());
    for (T value : samples) {
      require(
          Arrays.equals(encode(codec, value), encode(codec, codec.read(in))),
          "the form is not self-delimiting",
          value);
    }
    require(in.remaining() == 0, "the form is not self-delimiting", samples);
  }

  @SuppressWarnings("unchecked") // natural order of values that claim one
  private static <T> void checkPair(Codec<T> codec, T a, T b) {
    byte[] left = encode(codec, a);
    byte[] right = encode(codec, b);
    boolean equalBytes = Arrays.equals(left, right);
    boolean equal = Objects.deepEquals(a, b);
    if (codec.canonical()) {
      require(!equal || equalBytes, "equal values have different bytes", List.of(a, b));
      require(
          !equalBytes || codec.hash(a) == codec.hash(b),
          "equal bytes have different hashes",
          List.of(a, b));
    }
    if (codec.agreesWithEquals()) {
      require(equal == equalBytes, "equals and the bytes disagree", List.of(a, b));
    }
    if (codec.ordered()
        && a instanceof Comparable<?>
        && a.getClass() == b.getClass()
        && natural(a)) {
      int bytes = Integer.signum(Arrays.compareUnsigned(left, right));
      int values = Integer.signum(((Comparable<T>) a).compareTo(b));
      // BigDecimals of different scales compare as equal and are not.
      require(values == 0 || bytes == values, "the bytes are ordered otherwise", List.of(a, b));
    }
  }

  /** Texts are ordered by code point and enums by name, not as Java compares them. */
  private static boolean natural(Object value) {
    return !(value instanceof String) && !(value instanceof Enum<?>);
  }

  private static <T> void checkDamaged(Codec<T> codec, byte[] bytes) {
    for (int length = 0; length < Math.min(bytes.length, DAMAGED); length++) {
      checkRefused(codec, Arrays.copyOf(bytes, length));
    }
    Random random = new Random(bytes.length);
    for (int i = 0; i < DAMAGED && bytes.length > 0; i++) {
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      checkRefused(codec, flipped);
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      checkRefused(codec, noise);
    }
  }

  /** Bytes that may mean nothing: another value or the one exception. */
  private static <T> void checkRefused(Codec<T> codec, byte[] bytes) {
    try {
      codec.read(new Input(bytes));
    } catch (CorruptDataException expected) {
      return;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          codec.describe() + ": bad bytes end in " + e + ": " + Arrays.toString(bytes), e);
    }
  }

  private static <T> byte[] encode(Codec<T> codec, T value) {
    Output out = new Output(16);
    codec.write(value, out);
    return out.toByteArray();
  }

  private static void require(boolean holds, String law, Object value) {
    if (!holds) {
      throw new AssertionError(law + ": " + Arrays.deepToString(new Object[] {value}));
    }
  }
}
