package dev.tandem.rdd.shuffle;

import dev.tandem.contract.plan.Collector;

/**
 * Records that only moved to their partition: handed on as they come in, and never held. What lets
 * partitionBy and repartition need no memory.
 */
final class PassingGrouper implements Grouper {
  private final Collector out;

  PassingGrouper(Collector out) {
    this.out = out;
  }

  @Override
  public Intake intake(int input) {
    return (columns, from, to) -> {
      Object[] values = columns.objects();
      for (int i = from; i < to; i++) {
        out.emit(columns.keys()[i], values[i]);
      }
    };
  }

  @Override
  public Collector adder(int input, boolean kept) {
    return out;
  }

  @Override
  public long finish(Collector same) {
    return 0;
  }

  @Override
  public void close() {
    // holds nothing
  }
}
