package dev.tandem.rdd.shuffle;

import dev.tandem.contract.plan.Collector;

/** Hands on the groups of a merge of runs, streaming: a group may be larger than the memory. */
final class MergedGroups {
  private final RunMerge merge;
  private final int inputs;
  private byte[] group;

  MergedGroups(RunMerge merge, int inputs) {
    this.merge = merge;
    this.inputs = inputs;
  }

  /** Returns the number of groups. */
  long emitAll(Collector out) {
    long groups = 0;
    while (merge.head() != null) {
      group = merge.head().group();
      Object key = merge.head().key();
      Streamed values = new Streamed();
      out.emit(key, values.forStep(inputs));
      values.end();
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
