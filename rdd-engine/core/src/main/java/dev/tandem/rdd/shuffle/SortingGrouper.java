package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.contract.plan.Collector;
import dev.tandem.rdd.lineage.ComputeContext;
import java.io.IOException;

/**
 * The values of each key, grouped by sorting: where groups or the values in them must come in an
 * order.
 */
final class SortingGrouper implements Grouper {
  private final RunForm form;
  private final int inputs;
  private final SortBuffer buffer;
  private final SortedRuns runs;

  SortingGrouper(RunForm form, ComputeContext context) {
    this.form = form;
    this.inputs = form.inputs();
    this.buffer = new SortBuffer(form, context.claim(), this::spill);
    this.runs = new SortedRuns(context, form);
  }

  @Override
  public Intake intake(int input) {
    return (columns, from, to) -> {
      Object[] values = columns.objects();
      for (int i = from; i < to; i++) {
        buffer.add(input, columns.keys()[i], values[i], columns.decoded());
      }
    };
  }

  @Override
  public Collector adder(int input, boolean kept) {
    return (key, value) -> buffer.add(input, key, value, !kept);
  }

  private void spill() {
    runs.add(this::writeTo);
    buffer.clear();
  }

  private void writeTo(RunWriter run) throws IOException {
    for (int record : buffer.sorted()) {
      Object key = buffer.key(record);
      form.write(run, key, 0, buffer.input(record), buffer.value(record));
    }
  }

  @Override
  public long finish(Collector out) throws IOException {
    if (!runs.isEmpty()) {
      if (!buffer.isEmpty()) {
        spill();
      }
      return new MergedGroups(runs.merge(), inputs).emitAll(out);
    }
    int[] sorted = buffer.sorted();
    long groups = 0;
    for (int from = 0; from < sorted.length; groups++) {
      int to = from + 1;
      while (to < sorted.length && buffer.sameKey(sorted[from], sorted[to])) {
        to++;
      }
      Slice values = new Slice(sorted, from, to);
      out.emit(buffer.key(sorted[from]), values.forStep(inputs));
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
  private final class Slice extends GroupValues {
    private final int[] sorted;
    private final int to;
    private int at;

    Slice(int[] sorted, int from, int to) {
      this.sorted = sorted;
      this.at = from;
      this.to = to;
    }

    @Override
    void open(int input) {
      while (at < to && buffer.input(sorted[at]) < input) {
        at++;
      }
    }

    @Override
    boolean hasNext(int input) {
      return at < to && buffer.input(sorted[at]) == input;
    }

    @Override
    Object next(int input) {
      return buffer.value(sorted[at++]);
    }
  }
}
