package dev.tandem.mapreduce.run;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.plan.Collector;

/** Counts records on their way. */
final class Counted implements Collector {
  private final TaskContext context;
  private final Collector out;
  private long records;

  /**
   * @param context of the attempt, which gets on with each record
   * @param out takes the records
   */
  Counted(TaskContext context, Collector out) {
    this.context = context;
    this.out = out;
  }

  @Override
  public void emit(Object key, Object value) {
    records++;
    context.progress();
    out.emit(key, value);
  }

  /** Records so far. */
  long records() {
    return records;
  }
}
