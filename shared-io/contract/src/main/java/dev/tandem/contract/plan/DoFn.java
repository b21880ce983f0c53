package dev.tandem.contract.plan;

import java.io.Serializable;

/**
 * The function of a {@link ParallelDo}: one record in; none, one or many out.
 *
 * <p>Behind a {@link GroupByKey} the value is an {@code Iterator} over the values of the key (one
 * input) or a {@link CoGroup} (several inputs).
 */
@FunctionalInterface
public interface DoFn extends Serializable {
  /**
   * Processes one record.
   *
   * @param key the key, or null where the input is a plain bag
   * @param value the value
   * @param out takes the results
   * @throws Exception whatever the user's function throws
   */
  void apply(Object key, Object value, Collector out) throws Exception;
}
