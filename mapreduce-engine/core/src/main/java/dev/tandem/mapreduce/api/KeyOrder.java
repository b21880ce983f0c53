package dev.tandem.mapreduce.api;

import dev.tandem.mapreduce.shuffle.KeyComparator;
import java.util.Comparator;
import java.util.function.Supplier;

/**
 * A comparator of a job: its failures are those of its own class.
 *
 * @param type its class
 * @param makes makes one
 */
record KeyOrder(Class<?> type, Supplier<? extends Comparator<?>> makes) {
  /** The order of a class of keys, or null if nobody has defined one. */
  static KeyOrder defined(Class<?> keys) {
    RawComparator<?> found = keys == null ? null : WritableComparator.get(keys);
    return found == null ? null : new KeyOrder(found.getClass(), () -> found);
  }

  /** A comparator of decoded keys. For one thread. */
  @SuppressWarnings("unchecked") // the job's author has matched the keys and the comparator
  Comparator<Object> decoded() {
    Comparator<Object> own = (Comparator<Object>) makes.get();
    return (a, b) -> {
      try {
        return own.compare(a, b);
      } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
        throw UserCode.failed(type, "compare", e);
      }
    };
  }

  boolean isRaw() {
    return makes.get() instanceof RawComparator;
  }

  /** The comparator as the shuffle wants it: of bytes if it can. */
  KeyComparator open() {
    if (!(makes.get() instanceof RawComparator<?> own)) {
      return new KeyComparator.Decoding(decoded());
    }
    KeyComparator.Raw raw =
        (a, fromA, lengthA, b, fromB, lengthB) -> {
          try {
            return own.compare(a, fromA, lengthA, b, fromB, lengthB);
          } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw UserCode.failed(type, "compare", e);
          }
        };
    return raw;
  }
}
