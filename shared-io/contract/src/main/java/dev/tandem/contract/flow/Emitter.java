package dev.tandem.contract.flow;

/**
 * Takes the records that a function produces.
 *
 * @param <T> the records
 */
@FunctionalInterface
public interface Emitter<T> {
  /**
   * Takes one record. The caller must not change it afterwards: it may be kept, shared or written
   * later.
   *
   * @param value the record, not null
   */
  void emit(T value);
}
