package dev.tandem.testkit;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.plan.CoGroup;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A group as a function sees it: values that can be read once, in copies, input after input.
 * Whoever tries to read on later, or for a second time, is told so.
 */
final class SinglePass implements CoGroup {
  private final Groups.Group group;
  private final List<StrictRecords> inputs;
  private final List<StrictRecords.Kept> kept = new ArrayList<>();
  private final List<Pair<Object, Object>> given = new ArrayList<>();
  private final List<StrictRecords> givenBy = new ArrayList<>();
  private int open = -1;
  private boolean over;

  SinglePass(Groups.Group group, List<StrictRecords> inputs) {
    this.group = group;
    this.inputs = inputs;
  }

  /** A copy of the key. */
  Object key() {
    return inputs.get(0).copyKey(group.key());
  }

  @Override
  public Iterator<Object> values(int input) {
    if (input <= open || over) {
      throw new IllegalStateException(
          "the values of a group are a single pass: input " + input + " was asked for again");
    }
    open = input;
    return new Values(input, group.values().get(input).iterator());
  }

  /** Ends the pass, and checks that the step changed nothing. */
  void finish(String step) {
    over = true;
    for (int i = 0; i < kept.size(); i++) {
      givenBy.get(i).checkUnchanged(step, kept.get(i), given.get(i));
    }
  }

  private final class Values implements Iterator<Object> {
    private final int input;
    private final Iterator<Object> values;

    Values(int input, Iterator<Object> values) {
      this.input = input;
      this.values = values;
    }

    @Override
    public boolean hasNext() {
      if (over) {
        throw new IllegalStateException("the values of a group are a single pass, and it is over");
      }
      return input == open && values.hasNext();
    }

    @Override
    public Object next() {
      if (!hasNext()) {
        throw new NoSuchElementException(
            "the values of a group are a single pass, and all have been read");
      }
      StrictRecords records = inputs.get(input);
      StrictRecords.Kept record = records.keep(group.key(), values.next(), null);
      Pair<Object, Object> copy = records.copy(record);
      kept.add(record);
      given.add(copy);
      givenBy.add(records);
      return copy.second();
    }
  }
}
