package dev.tandem.contract.plan;

import java.util.Iterator;

/** The values of one key from the inputs of a {@link GroupByKey} with several inputs. */
public interface CoGroup {
  /**
   * The values that came from one input: a single pass. Inputs must be asked for in ascending
   * order; asking for the next one ends the one before, whether it was read to its end or not.
   *
   * @param input the number of the input, from 0
   * @throws IllegalStateException if this input or a later one was asked for before
   */
  Iterator<Object> values(int input);
}
