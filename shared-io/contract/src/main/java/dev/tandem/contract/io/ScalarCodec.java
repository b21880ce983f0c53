package dev.tandem.contract.io;

/**
 * A codec of a value type whose {@code equals}, {@code hashCode} and {@code compareTo} mean what
 * its bytes mean.
 *
 * @param <T> the type of the values
 */
interface ScalarCodec<T extends Comparable<? super T>> extends OrderedCodec<T> {

  @Override
  default int compare(T a, T b) {
    return a.compareTo(b);
  }

  @Override
  default boolean canonical() {
    return true;
  }

  @Override
  default int hash(T value) {
    return value.hashCode();
  }

  @Override
  default boolean agreesWithEquals() {
    return true;
  }
}
