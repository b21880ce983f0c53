package dev.tandem.contract.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

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

  /**
   * All values that came from one input, for steps that need them several times, as joins do: what
   * {@link #values} gives, as a list.
   *
   * @param input as for {@link #values}
   * @return in the order in which they came; not to be changed
   * @throws StorageFailure if the engine sees that they do not fit in memory; names the key
   */
  default List<Object> held(int input) {
    Iterator<Object> values = values(input);
    if (!values.hasNext()) {
      return List.of();
    }
    Object first = values.next();
    if (!values.hasNext()) {
      return List.of(first); // the most common groups, cheaply
    }
    List<Object> held = new ArrayList<>();
    held.add(first);
    values.forEachRemaining(held::add);
    return held;
  }
}
