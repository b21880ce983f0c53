package dev.tandem.testkit;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.TaskStopped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One run on the reference engine: what outlives a single evaluation. */
final class ReferenceSession implements Session {
  /**
   * Whose counts these are: they count once, however often a partition of an operation is computed.
   */
  private record Counted(int operation, int partition, String counter) {}

  final String job;
  final RunOptions options;
  final Ledger ledger = new Ledger();

  /** What {@code reuse()} keeps: partitions by operation. */
  final Map<Integer, Map<Integer, List<StrictRecords.Kept>>> reused = new HashMap<>();

  private final List<RunReport.UnitReport> units = new ArrayList<>();
  private final Map<Integer, RunReport.Output> outputs = new TreeMap<>();
  private final Map<Counted, Long> counted = new HashMap<>();
  private final Set<String> folders = new HashSet<>();
  private final List<Explanation.Line> explained = new ArrayList<>();
  private final StagedOutput output;
  private final long opened = System.nanoTime();
  private long closed;
  private volatile boolean cancelled;
  private RunReport.Status status = RunReport.Status.RUNNING;

  ReferenceSession(String job, RunOptions options) {
    this.job = job;
    this.options = options;
    try {
      output =
          options.output() == null
              ? null
              : new StagedOutput(options.files(), options.output(), options.overwrite());
    } catch (IOException e) {
      throw new JobFailed("job " + job + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Explanation explain(LogicalPlan plan) {
    return new Explanation(
        "reference",
        List.of(new Explanation.Unit("stage", 1, "one by one", ReferenceExplainer.lines(plan))));
  }

  @Override
  public void evaluate(LogicalPlan plan) {
    explained.addAll(ReferenceExplainer.lines(plan));
    try {
      for (Operation.Write write : plan.writes()) {
        if (write.destination() instanceof Sink<?> sink) {
          prepare(write, sink);
        }
      }
      new Evaluation(this, plan).run();
    } catch (TaskStopped e) {
      status = RunReport.Status.CANCELLED;
      throw new JobFailed("job " + job + " was cancelled", e);
    } catch (IOException e) {
      status = RunReport.Status.FAILED;
      throw new JobFailed("job " + job + ": " + e.getMessage(), e);
    } catch (JobFailed e) {
      status = RunReport.Status.FAILED;
      throw e;
    }
  }

  private void prepare(Operation.Write write, Sink<?> sink) throws IOException {
    if (output == null) {
      throw new JobFailed(
          "job " + job + ": step '" + write.name() + "' writes files, but the run has no output");
    }
    if (!folders.add(sink.folder())) {
      throw new JobFailed(
          "job "
              + job
              + ": step '"
              + write.name()
              + "' writes to a folder that another write fills; give it its own");
    }
    output.createFolder(sink.folder());
    String path = output.folder(sink.folder());
    outputs.put(write.id(), new RunReport.Output(write.name(), path, Digest.EMPTY, 0, 0));
  }

  StagedOutput output() {
    return output;
  }

  /** Notes one more part file of a write. */
  void written(Operation.Write write, Digest digest, long bytes) {
    RunReport.Output all = outputs.get(write.id());
    outputs.put(
        write.id(),
        new RunReport.Output(
            all.name(),
            all.path(),
            all.digest().plus(digest),
            all.files() + 1,
            all.bytes() + bytes));
  }

  /** Ends the task if the run has been cancelled. */
  void stopIfCancelled() {
    if (cancelled) {
      throw new TaskStopped("cancelled");
    }
  }

  /** Takes the counts of an attempt that succeeded, unless this partition has counted before. */
  void count(Operation operation, int partition, Map<String, Long> counts) {
    counts.forEach(
        (counter, n) -> counted.putIfAbsent(new Counted(operation.id(), partition, counter), n));
  }

  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - opened);
  }

  @Override
  public void release(Operation operation) {
    reused.remove(operation.id());
  }

  @Override
  public void commit() {
    if (cancelled) {
      status = RunReport.Status.CANCELLED;
      throw new JobFailed("job " + job + " was cancelled");
    }
    List<String> violations = ledger.check();
    if (!violations.isEmpty()) {
      status = RunReport.Status.FAILED;
      throw new JobFailed(
          "job " + job + ": the books do not balance: " + String.join("; ", violations));
    }
    try {
      if (output != null) {
        output.commit();
      }
      status = RunReport.Status.SUCCEEDED;
      closed = System.nanoTime();
    } catch (IOException e) {
      status = RunReport.Status.FAILED;
      throw new JobFailed("job " + job + ": " + e.getMessage() + " (commit)", e);
    }
  }

  @Override
  public RunReport report() {
    Map<String, Long> counters = new TreeMap<>();
    counted.forEach((counter, n) -> counters.merge(counter.counter, n, Long::sum));
    long end = closed == 0 ? System.nanoTime() : closed;
    return new RunReport(
        job,
        "reference",
        status,
        TimeUnit.NANOSECONDS.toMillis(end - opened),
        ledger.toMap(),
        counters,
        List.copyOf(outputs.values()),
        List.copyOf(units),
        new Explanation(
            "reference", List.of(new Explanation.Unit("stage", 1, "one by one", explained))),
        List.of());
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void close() {
    reused.clear();
    if (output != null && status != RunReport.Status.SUCCEEDED) {
      try {
        output.abort();
      } catch (IOException e) {
        options.listener().warning("what the run left cannot be removed: " + e.getMessage());
      }
    }
  }

  /** The measures of one unit go into those of the run. */
  void unit(String name, long start, List<RunReport.TaskReport> tasks, Ledger sheet) {
    sheet.add(Measure.UNITS, 1);
    ledger.add(sheet);
    units.add(new RunReport.UnitReport(name, start, millis(), List.copyOf(tasks), sheet.toMap()));
  }
}
