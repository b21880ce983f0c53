package dev.tandem.mapreduce.api;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;

/**
 * What is known of the keys or values of an output.
 *
 * @param type that all have, or null
 * @param codec that writes them
 */
record OutputType(Class<?> type, Codec<Object> codec) {
  /** Values of any class. */
  static final OutputType ANY = new OutputType(null, Codecs.dynamic());

  /**
   * Values of one class.
   *
   * @throws IllegalArgumentException if there is no codec for it; names the class and the remedy
   */
  static OutputType of(Class<?> type) {
    return new OutputType(type, cast(Codecs.of(type)));
  }

  /** Whether nothing is known of them. */
  boolean isAny() {
    return codec == Codecs.keyDynamic() || codec == Codecs.orderedDynamic();
  }

  static OutputType of(Codec<?> codec) {
    return new OutputType(null, cast(codec));
  }

  @SuppressWarnings("unchecked") // values of another type are refused when they are emitted
  private static Codec<Object> cast(Codec<?> codec) {
    return (Codec<Object>) codec;
  }

  /**
   * As keys.
   *
   * @param sorted whether somebody else says how they are ordered
   * @throws IllegalArgumentException if they cannot be keys
   */
  OutputType asKeys(boolean sorted) {
    if (codec == Codecs.dynamic()) {
      return new OutputType(null, sorted ? Codecs.keyDynamic() : Codecs.orderedDynamic());
    }
    Codec<Object> keys = Codecs.checkKey(codec, "map output");
    if (!sorted && !keys.ordered() && codec != keys) {
      return new OutputType(type, keys);
    }
    if (!sorted && !keys.ordered()) {
      throw new IllegalArgumentException(
          "keys of the map output are "
              + keys.describe()
              + ", which has no natural order; say how they are sorted with setSortComparatorClass");
    }
    return new OutputType(type, keys);
  }
}
