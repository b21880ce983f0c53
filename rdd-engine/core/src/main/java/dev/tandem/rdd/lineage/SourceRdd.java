package dev.tandem.rdd.lineage;

import dev.tandem.cluster.InputStamps;
import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import java.io.IOException;
import java.util.List;

/** The records of a source: a partition for each split. */
public final class SourceRdd extends RddNode {
  /** Records that are read between two looks at whether the task shall stop. */
  private static final int BATCH = 1024;

  private final Operation.Read read;
  private final RunOptions options;
  private List<Split> splits;
  private InputStamps stamps;

  /**
   * @param read the operation
   * @param options the storage and the rule for splits
   */
  public SourceRdd(Operation.Read read, RunOptions options) {
    super(read, List.of(), null);
    this.read = read;
    this.options = options;
  }

  @Override
  int countPartitions() {
    return splits().size();
  }

  /** Listed when they are first asked for: on the driver, before any task. */
  private synchronized List<Split> splits() {
    if (splits == null) {
      try {
        List<Split> found = List.copyOf(read.source().splits(options.files(), options.splits()));
        stamps = InputStamps.of(options.files(), found);
        splits = found;
      } catch (IOException e) {
        throw new JobFailed(String.valueOf(e.getMessage()), e);
      }
    }
    return splits;
  }

  @Override
  void compute(List<Dependency> lineage, int partition, ComputeContext context, Collector out)
      throws IOException {
    Split split = splits().get(partition);
    context.task().reading(split::path);
    stamps.check(split);
    try (RecordReader<?> reader = read.source().open(options.files(), split)) {
      context.task().reading(reader::position);
      new Counting(context.task().faultBefore("map.record", out)).readAll(reader, context);
    } catch (IOException e) {
      throw stamps.explain(split, e);
    }
    stamps.check(split);
    context.task().reading(() -> "");
  }

  /** Counts what passes by. */
  private static final class Counting implements Collector {
    private final Collector out;
    private long records;

    Counting(Collector out) {
      this.out = out;
    }

    @Override
    public void emit(Object key, Object value) {
      records++;
      out.emit(key, value);
    }

    void readAll(RecordReader<?> reader, ComputeContext context) throws IOException {
      TaskContext task = context.task();
      try {
        while (reader.read(this, BATCH)) {
          task.checkStopped();
        }
      } finally {
        if (context.counts()) {
          context.count(Measure.INPUT_RECORDS, records);
          context.count(Measure.INPUT_BYTES, reader.bytesRead());
        }
      }
    }
  }
}
