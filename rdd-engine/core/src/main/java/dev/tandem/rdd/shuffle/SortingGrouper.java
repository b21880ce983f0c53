package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.plan.Collector;
import dev.tandem.rdd.lineage.ComputeContext;
import java.io.IOException;

/**
 * The values of each key, grouped by sorting: where groups or the values in them must come in an
 * order.
 */
final class SortingGrouper implements Grouper {
  private final int inputs;
  private final SortBuffer buffer;
  private final SortedRuns runs;

  SortingGrouper(RunForm form, ComputeContext context) {
    this.inputs = form.inputs();
    this.buffer = new SortBuffer(form, context.claim(), this::spill);
    this.runs = new SortedRuns(context, form);
  }

  @Override
  public Intake intake(int input) {
    return new Intake() {
      @Override
      public void take(Columns columns, int from, int to) {
        Object[] values = columns.objects();
        for (int i = from; i < to; i++) {
          buffer.add(input, columns.keys()[i], values[i], columns.decoded());
        }
      }

      @Override
      public void merge(String path, Segment segment, Damage damage) {
        runs.add(path, segment, damage);
      }
    };
  }

  @Override
  public Collector adder(int input, boolean kept) {
    return (key, value) -> buffer.add(input, key, value, !kept);
  }

  private void spill() {
    runs.add(buffer.records()::writeTo);
    buffer.clear();
  }

  @Override
  public long finish(Collector out) throws IOException {
    if (!runs.isEmpty()) {
      if (buffer.records().size() > 0) {
        spill();
      }
      return new MergedGroups(runs.merge(), inputs).emitAll(out);
    }
    SortRecords records = buffer.records();
    int[] sorted = records.sorted();
    long groups = 0;
    for (int from = 0; from < sorted.length; groups++) {
      int to = from + 1;
      while (to < sorted.length && records.sameKey(sorted[from], sorted[to])) {
        to++;
      }
      Slice values = new Slice(records, sorted, from, to);
      out.emit(records.key(sorted[from]), values.forStep(inputs));
      values.end();
      from = to;
    }
    return groups;
  }

  @Override
  public void close() throws IOException {
    buffer.clear();
    runs.close();
  }

  /** A run of records with the same key. */
  private static final class Slice extends GroupValues {
    private final SortRecords records;
    private final int[] sorted;
    private final int to;
    private int at;

    Slice(SortRecords records, int[] sorted, int from, int to) {
      this.records = records;
      this.sorted = sorted;
      this.at = from;
      this.to = to;
    }

    @Override
    void open(int input) {
      while (at < to && records.input(sorted[at]) < input) {
        at++;
      }
    }

    @Override
    boolean hasNext(int input) {
      return at < to && records.input(sorted[at]) == input;
    }

    @Override
    Object next(int input) {
      return records.value(sorted[at++]);
    }
  }
}
