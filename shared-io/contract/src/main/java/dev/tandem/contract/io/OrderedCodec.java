package dev.tandem.contract.io;

/**
 * A codec that can also compare two values as their bytes compare, without encoding them.
 *
 * @param <T> the type of the values
 */
interface OrderedCodec<T> extends Codec<T> {

  /** Has the sign of memcmp of the two encodings. */
  int compare(T a, T b);

  @Override
  default boolean ordered() {
    return true;
  }
}
