package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.plan.Collector;
import dev.tandem.rdd.store.TaskResources;
import java.io.IOException;

/**
 * The values of each key, grouped by sorting: where groups or the values in them must come in an
 * order.
 */
final class SortingGrouper implements Grouper {
  private final TaskResources context;
  private final int inputs;
  private final SortBuffer buffer;
  private final SortedRuns runs;

  SortingGrouper(RunForm form, TaskResources context) {
    this.context = context;
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
      return new MergedGroups(runs.merge(), inputs, context.claim()).emitAll(out);
    }
    SortRecords records = buffer.records();
    SortedCursor cursor = new SortedCursor(records, records.sorted());
    long groups = 0;
    for (; cursor.present(); groups++) {
      Object key = cursor.key();
      Slice values = new Slice(cursor);
      out.emit(key, values.forStep(inputs));
      values.end();
      values.skip();
    }
    return groups;
  }

  @Override
  public void close() throws IOException {
    buffer.clear();
    runs.close();
  }

  /** The records from here on that have the key of the first one. */
  private static final class Slice extends GroupValues {
    private final SortedCursor cursor;
    private boolean more = true;

    Slice(SortedCursor cursor) {
      this.cursor = cursor;
    }

    @Override
    boolean inMemory() {
      return true;
    }

    @Override
    void open(int input) {
      while (more && cursor.input() < input) {
        advance();
      }
    }

    @Override
    boolean hasNext(int input) {
      return more && cursor.input() == input;
    }

    @Override
    Object next(int input) {
      Object value = cursor.value();
      advance();
      return value;
    }

    private void advance() {
      cursor.advance();
      more = cursor.continuesGroup();
    }

    /** Moves behind the last record. */
    void skip() {
      while (more) {
        advance();
      }
    }
  }
}
