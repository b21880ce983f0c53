package dev.tandem.mapreduce.run;

import dev.tandem.contract.plan.Collector;

/** Counts records on their way. */
final class Counted implements Collector {
  private final Collector out;
  private long records;

  Counted(Collector out) {
    this.out = out;
  }

  @Override
  public void emit(Object key, Object value) {
    records++;
    out.emit(key, value);
  }

  /** Records so far. */
  long records() {
    return records;
  }
}
