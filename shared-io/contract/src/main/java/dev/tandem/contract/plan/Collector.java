package dev.tandem.contract.plan;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.flow.PairEmitter;

/**
 * What a step emits to: the next step of a fused chain, a shuffle writer or a sink. A record of a
 * plain bag is a value with a null key; a record of a keyed bag is a key and a value. Both are two
 * arguments, so that no pair object lives between fused steps.
 */
@FunctionalInterface
public interface Collector extends PairEmitter<Object, Object>, Emitter<Object> {
  /**
   * Takes one record.
   *
   * @param key the key; null exactly where the bag is a plain one
   * @param value the value
   */
  @Override
  void emit(Object key, Object value);

  /** Takes one record of a plain bag. */
  @Override
  default void emit(Object value) {
    emit(null, value);
  }
}
