package dev.tandem.rdd.store;

import dev.tandem.contract.flow.Pair;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;

/** Values that nobody can change, and that refer to nothing but such. */
public final class PlainValues {
  private static final Set<Class<?>> PLAIN =
      Set.of(
          String.class,
          Long.class,
          Integer.class,
          Double.class,
          Float.class,
          Short.class,
          Byte.class,
          Boolean.class,
          Character.class,
          BigInteger.class,
          BigDecimal.class);

  private PlainValues() {}

  /** Whether a value is known to be one; null is. */
  public static boolean isPlain(Object value) {
    if (value instanceof Pair<?, ?> pair) {
      return isPlain(pair.first()) && isPlain(pair.second());
    }
    return value == null || value instanceof Enum || PLAIN.contains(value.getClass());
  }
}
