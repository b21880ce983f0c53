package dev.tandem.rdd.shuffle;

import dev.tandem.contract.io.InputException;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.rdd.store.MemoryManager.Claim;
import dev.tandem.rdd.store.SizeSampler;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Hands on the groups of a merge of runs, streaming: a group may be larger than the memory. */
final class MergedGroups {
  private final RunMerge merge;
  private final int inputs;
  private final Claim claim;
  private byte[] group;

  /**
   * @param claim for values that a step wants to hold
   */
  MergedGroups(RunMerge merge, int inputs, Claim claim) {
    this.merge = merge;
    this.inputs = inputs;
    this.claim = claim;
  }

  /** Returns the number of groups. */
  long emitAll(Collector out) {
    long groups = 0;
    while (merge.head() != null) {
      group = merge.head().group();
      Object key = merge.head().key();
      Streamed values = new Streamed(key);
      out.emit(key, values.forStep(inputs));
      values.end();
      claim.release();
      skip();
      groups++;
    }
    return groups;
  }

  private boolean inGroup() {
    return merge.head() != null && merge.head().isOf(group);
  }

  private void skip() {
    while (inGroup()) {
      merge.advance();
    }
  }

  private final class Streamed extends GroupValues {
    private final Object key;

    Streamed(Object key) {
      this.key = key;
    }

    /** Values that come from files take memory of their own. */
    @Override
    public List<Object> held(int input) {
      Iterator<Object> values = values(input);
      List<Object> held = new ArrayList<>();
      SizeSampler sizes = new SizeSampler();
      while (values.hasNext()) {
        Object value = values.next();
        held.add(value);
        if (sizes.see(null, value) && !claim.hold(sizes.total() + 8L * held.size())) {
          throw new StorageFailure(new InputException(tooMany(held.size(), sizes.total())));
        }
      }
      return held;
    }

    private String tooMany(int values, long bytes) {
      return "key '"
          + key
          + "' has too many values to be held: "
          + values
          + " of them take "
          + bytes
          + " bytes, more than a task's share of the memory. A join or subtract holds the left"
          + " values of one key; put the side with fewer values on the left, or give more --memory"
          + " or fewer --slots";
    }

    @Override
    boolean inMemory() {
      return false;
    }

    @Override
    void open(int input) {
      while (inGroup() && merge.head().input() < input) {
        merge.advance();
      }
    }

    @Override
    boolean hasNext(int input) {
      return inGroup() && merge.head().input() == input;
    }

    @Override
    Object next(int input) {
      Object value = merge.head().readValue();
      merge.advance();
      return value;
    }
  }
}
