package dev.tandem.spark.task;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.EncodedKey;

/**
 * What Spark's hash tables hold for a key. They compare as Scala does: for Scala the integer 1
 * equals the long 1, and a NaN not even another NaN. Boxed numbers are therefore held as bytes, but
 * for the two types with which nothing can go wrong.
 */
public final class Identity {
  private Identity() {}

  /** The key itself, or its bytes; a key that is bytes already stays as it is. */
  public static Object of(Codec<Object> codec, Object key) {
    if (key instanceof EncodedKey) {
      return key;
    }
    if (key instanceof Number || key instanceof Character) {
      Codec<?> plain = codec;
      boolean safe = plain == Codecs.LONG || plain == Codecs.INTEGER;
      return safe ? key : EncodedKey.of(codec, key);
    }
    return Codecs.identity(codec, key);
  }
}
