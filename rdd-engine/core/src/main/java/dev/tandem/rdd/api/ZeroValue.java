package dev.tandem.rdd.api;

import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Closure;
import java.io.Serializable;

/**
 * A value of the driver that tasks get copies of: the zero of an aggregation, which a function may
 * change, a bound, a broadcast. Copied by Java's serialisation within the process, which keeps
 * every class, or by the codec of combiners, which is much faster.
 *
 * @param verb for errors
 * @param closure the value, or null
 * @param bytes the encoded value, or null; both are null where the value is
 * @param <U> the value
 */
record ZeroValue<U>(String verb, Closure<U> closure, byte[] bytes) implements Serializable {
  /**
   * Copies the value now: later changes do not show.
   *
   * @throws IllegalArgumentException if it has no codec and is not serialisable
   */
  static <U> ZeroValue<U> of(String verb, U value) {
    return value instanceof Serializable
        ? new ZeroValue<>(verb, Closure.of(verb, value), null)
        : encoded(verb, value);
  }

  /**
   * As {@link #of}, by the codec in any case: for what is copied once for each key.
   *
   * @throws IllegalArgumentException if it has no codec
   */
  static <U> ZeroValue<U> encoded(String verb, U value) {
    if (value == null) {
      return new ZeroValue<>(verb, null, null);
    }
    try {
      Output out = new Output(64);
      CombinerCodec.INSTANCE.write(value, out);
      return new ZeroValue<>(verb, null, out.toByteArray());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(verb + ": a value: " + e.getMessage(), e);
    }
  }

  /** A new copy. */
  @SuppressWarnings("unchecked") // what was written
  U copy() {
    if (closure == null && bytes == null) {
      return null;
    }
    return closure != null
        ? closure.open(new UserCode.NoHandles(verb))
        : (U) CombinerCodec.INSTANCE.read(new Input(bytes));
  }
}
