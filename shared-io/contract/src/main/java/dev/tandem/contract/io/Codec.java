package dev.tandem.contract.io;

import java.io.Serializable;

/**
 * How values of one type become bytes and bytes become values again. The codec of a key type
 * decides everything that an engine needs to know about a key: <b>identity</b> (two keys are one
 * exactly when their bytes are equal), <b>order</b> (where {@link #ordered} holds) and
 * <b>partition</b> ({@code floorMod(hash, n)}).
 *
 * <p><b>Laws</b> (checked by {@code CodecLaws} of the test kit):
 *
 * <ol>
 *   <li>Round trip: {@code read(write(v))} equals {@code v}, and consumes exactly the bytes that
 *       were written. The form is therefore self-delimiting: codecs can be written one behind the
 *       other.
 *   <li>If {@link #canonical}: values are equal exactly when their bytes are, and equal values have
 *       equal {@link #hash}.
 *   <li>If {@link #ordered}: comparing the bytes as unsigned numbers (memcmp) orders values as
 *       their natural order does.
 *   <li>Bad bytes: {@link #read} throws {@link CorruptDataException} and never allocates more than
 *       the input could justify.
 * </ol>
 *
 * <p>A codec is immutable and may be used from several threads at once. Values are never {@code
 * null} here; codecs of composite types mark absent components themselves.
 *
 * @param <T> the type of the values
 */
public interface Codec<T> extends Serializable {

  /**
   * Appends the bytes of {@code value}.
   *
   * @param value the value, not null
   * @param out where the bytes go
   */
  void write(T value, Output out);

  /**
   * Reads one value and leaves {@code in} behind its last byte.
   *
   * @param in positioned at the first byte of a value
   * @return a fresh value that the caller owns
   * @throws CorruptDataException if the bytes are not what {@link #write} produces
   */
  T read(Input in);

  /**
   * Whether equal values have equal bytes and different values have different bytes: the condition
   * for being a key.
   */
  boolean canonical();

  /**
   * The hash that decides a key's partition. For the JDK's value types it is Java's own ({@code
   * String.hashCode}, {@code Long.hashCode}, {@code List.hashCode} ...), {@code Arrays.hashCode}
   * for arrays, the name's hash for enums and {@code 31 * h + component} for records, so that a
   * reader can compute a record's part file by hand.
   */
  int hash(T value);

  /**
   * The first eight bytes of the encoding as one number, the first byte the highest, with zeros
   * behind a shorter encoding. Compared as unsigned numbers, prefixes of encodings that differ
   * early compare as the encodings do; sorts keep them beside the values.
   *
   * @param scratch may be written over
   */
  default long prefix(T value, Output scratch) {
    scratch.truncate(0);
    write(value, scratch);
    return scratch.prefix();
  }

  /**
   * The value as somebody keeps it who keeps it for long: an equal one that refers to nothing but
   * what is its own. Most values are so already; a slice of a large array is copied.
   */
  default T kept(T value) {
    return value;
  }

  /** Whether unsigned byte order of the encoding is the natural order of the values. */
  default boolean ordered() {
    return false;
  }

  /**
   * Whether {@code equals} of the values says the same as equality of their bytes: the engines'
   * fast path for hash tables.
   */
  default boolean agreesWithEquals() {
    return false;
  }

  /** A short name for plans and messages: {@code String}, {@code List<Long>}. */
  default String describe() {
    return getClass().getSimpleName();
  }
}
