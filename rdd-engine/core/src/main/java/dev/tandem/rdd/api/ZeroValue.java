package dev.tandem.rdd.api;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Closure;
import java.io.Serializable;

/**
 * A value of the driver of which each task gets a copy: the zero of an aggregation, which a
 * function may change. Copied by Java's serialisation within the process, or by its codec where it
 * has one and is not serialisable, as pairs are.
 *
 * @param verb for errors
 * @param closure the value, or null
 * @param bytes the encoded value, or null
 * @param <U> the value
 */
record ZeroValue<U>(String verb, Closure<U> closure, byte[] bytes) implements Serializable {
  /**
   * Copies the value now: later changes do not show.
   *
   * @throws IllegalArgumentException if it has no codec and is not serialisable
   */
  static <U> ZeroValue<U> of(String verb, U value) {
    if (value instanceof Serializable) {
      return new ZeroValue<>(verb, Closure.of(verb, value), null);
    }
    try {
      Output out = new Output(64);
      Codec<Object> codec = Codecs.dynamic();
      codec.write(value, out);
      return new ZeroValue<>(verb, null, out.toByteArray());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(verb + ": the zero value: " + e.getMessage(), e);
    }
  }

  /** A new copy. */
  @SuppressWarnings("unchecked") // what was written
  U copy() {
    return closure != null
        ? closure.open(new UserCode.NoHandles(verb))
        : (U) Codecs.dynamic().read(new Input(bytes));
  }
}
