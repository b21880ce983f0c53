package dev.tandem.spark.shuffle;

import dev.tandem.contract.plan.CoGroup;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The values of one group: a single pass, input after input. Whoever reads on later, or again, is
 * told so. The RDD engine has a class like this one; the adapter uses nothing of that engine, which
 * is compared with it.
 */
abstract class GroupValues implements CoGroup {
  private static final String SINGLE_PASS = "the values of a group are a single pass";

  private int open = -1;
  private boolean over;

  /** Whether the open input has more values. */
  abstract boolean hasNext(int input);

  /** The next value of the open input. */
  abstract Object next(int input);

  /** Ends the pass. */
  void end() {
    over = true;
  }

  /** What a step gets as the value of the group. */
  final Object forStep(int inputs) {
    return inputs == 1 ? values(0) : this;
  }

  @Override
  public final Iterator<Object> values(int input) {
    if (input <= open || over) {
      throw new IllegalStateException(SINGLE_PASS + ": input " + input + " was asked for again");
    }
    open = input;
    return new Values(input);
  }

  private final class Values implements Iterator<Object> {
    private final int input;

    Values(int input) {
      this.input = input;
    }

    @Override
    public boolean hasNext() {
      if (over) {
        throw new IllegalStateException(SINGLE_PASS + ", and it is over");
      }
      return input == open && GroupValues.this.hasNext(input);
    }

    @Override
    public Object next() {
      if (!hasNext()) {
        throw new NoSuchElementException(SINGLE_PASS + ", and all have been read");
      }
      return GroupValues.this.next(input);
    }
  }
}
