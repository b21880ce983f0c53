package dev.tandem.rdd.api;

import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.io.Serializable;

/**
 * A neutral value that functions may change: kept as bytes, so that every copy is a fresh one.
 *
 * @param <T> its type
 */
final class Zero<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;

  private Zero(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException if the class of the value has no codec
   */
  static <T> Zero<T> of(T value) {
    Output out = new Output(64);
    Codecs.dynamic().write(value, out);
    return new Zero<>(out.toByteArray());
  }

  @SuppressWarnings("unchecked") // what was written
  T copy() {
    return (T) Codecs.dynamic().read(new Input(bytes));
  }
}
