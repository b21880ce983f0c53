package dev.tandem.rdd.api;

import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.io.Serializable;

/**
 * A value of the driver that tasks may change: kept as bytes, so that every copy is a fresh one.
 *
 * @param <T> its type
 */
final class Encoded<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;

  private Encoded(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException if the class of the value has no codec
   */
  static <T> Encoded<T> of(T value) {
    Output out = new Output(64);
    Codecs.dynamic().write(value, out);
    return new Encoded<>(out.toByteArray());
  }

  @SuppressWarnings("unchecked") // what was written
  T copy() {
    return (T) Codecs.dynamic().read(new Input(bytes));
  }
}
