package dev.tandem.contract.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The laws of {@link Codec}, for the tests of this package. */
final class Laws {
  /** Fixes what the properties are tried with, so that every run is the same. */
  static final String SEED = "20";

  private Laws() {}

  static <T> byte[] bytes(Codec<T> codec, T value) {
    Output out = new Output(1);
    codec.write(value, out);
    return out.toByteArray();
  }

  static <T> T read(Codec<T> codec, byte[] bytes) {
    Input in = new Input(bytes);
    T value = codec.read(in);
    assertThat(in.remaining()).isZero();
    return value;
  }

  /**
   * Round trip, alone and amid other bytes; every cut is noticed; a serialised copy of the codec
   * writes the same.
   */
  static <T> void roundTrip(Codec<T> codec, List<T> values) {
    Output all = new Output(1);
    for (T value : values) {
      byte[] bytes = bytes(codec, value);
      assertThat(same(read(codec, bytes), value)).as("%s of %s", value, codec.describe()).isTrue();
      assertThat(bytes(copy(codec), value)).isEqualTo(bytes);
      cuts(codec, bytes);
      assertThat(codec.prefix(value, new Output(1)))
          .as("prefix of %s", value)
          .isEqualTo(ByteBuffer.wrap(Arrays.copyOf(bytes, Math.max(8, bytes.length))).getLong());
      all.writeBytes(bytes, 0, bytes.length);
    }
    byte[] shifted = new byte[all.position() + 6];
    Arrays.fill(shifted, (byte) 0xA7);
    System.arraycopy(all.array(), 0, shifted, 3, all.position());
    Input in = new Input(shifted, 3, all.position());
    for (T value : values) {
      assertThat(same(codec.read(in), value)).isTrue();
    }
    assertThat(in.remaining()).isZero();
  }

  private static void cuts(Codec<?> codec, byte[] bytes) {
    for (int length = 0; length < bytes.length; length += 1 + length / 16) {
      Input cut = new Input(bytes, 0, length);
      assertThatThrownBy(() -> codec.read(cut)).isInstanceOf(CorruptDataException.class);
    }
  }

  /** Equal values have equal bytes and hashes, others different bytes. */
  static <T> void canonical(Codec<T> codec, T a, T b) {
    assertThat(codec.canonical()).isTrue();
    boolean equal = same(a, b);
    assertThat(Arrays.equals(bytes(codec, a), bytes(codec, b))).isEqualTo(equal);
    if (equal) {
      assertThat(codec.hash(a)).isEqualTo(codec.hash(b));
    }
    assertThat(Codecs.identity(codec, a).equals(Codecs.identity(codec, b))).isEqualTo(equal);
  }

  /** memcmp has the sign of {@code order}, and so has {@link Codecs#compare}. */
  static <T> void ordered(Codec<T> codec, T a, T b, Comparator<? super T> order) {
    assertThat(codec.ordered()).isTrue();
    int expected = Integer.signum(order.compare(a, b));
    int byBytes = Integer.signum(Arrays.compareUnsigned(bytes(codec, a), bytes(codec, b)));
    assertThat(byBytes).as("%s and %s", a, b).isEqualTo(expected);
    assertThat(Integer.signum(Codecs.compare(codec, a, b))).isEqualTo(expected);
  }

  /** All laws of an ordered key type. */
  static <T> void key(Codec<T> codec, T a, T b, Comparator<? super T> order) {
    roundTrip(codec, List.of(a, b, a));
    canonical(codec, a, b);
    canonical(codec, a, a);
    ordered(codec, a, b, order);
  }

  /** Equality by content, into arrays too. */
  static boolean same(Object a, Object b) {
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return Arrays.deepEquals(x.toArray(), y.toArray());
    }
    return Objects.deepEquals(a, b);
  }

  /** The object after Java serialisation, as it arrives in a task. */
  @SuppressWarnings("unchecked")
  static <T> T copy(T object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
      out.flush();
      return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
