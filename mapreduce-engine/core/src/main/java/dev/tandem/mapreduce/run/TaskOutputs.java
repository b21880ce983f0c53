package dev.tandem.mapreduce.run;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.output.DriverWriter;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.cluster.output.PartWriter;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.TaskScopes;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.plan.RoundOutput;
import dev.tandem.mapreduce.shuffle.Run;
import dev.tandem.mapreduce.store.ResultStore;
import dev.tandem.mapreduce.store.ResultWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The outputs of one task at the end of a round: each gets all of the task's results. */
final class TaskOutputs implements Collector {
  private final List<Collector> entrances = new ArrayList<>();
  private final List<PartWriter> parts = new ArrayList<>();
  private final Map<Integer, ResultWriter> results = new HashMap<>();
  private DriverWriter driver;

  /**
   * Opens the outputs.
   *
   * @param context the attempt
   * @param round whose outputs they are
   * @param shuffled whether the task's partition comes from a shuffle
   * @param scopes bind the steps in front of an output
   * @param stage of the run's files
   * @param store of the results for later rounds
   * @throws IOException if the storage fails
   */
  TaskOutputs(
      TaskContext context,
      Round round,
      boolean shuffled,
      TaskScopes scopes,
      OutputStage stage,
      ResultStore store)
      throws IOException {
    int number = context.attempt().task();
    for (RoundOutput output : round.outputs()) {
      if (output instanceof RoundOutput.Kept kept) {
        ResultWriter result =
            new ResultWriter(context, kept.data(), store.folderOf(kept.data()), number);
        results.put(kept.data().id(), result);
        entrances.add(result);
      } else if (output instanceof RoundOutput.Written written) {
        entrances.add(
            written.mapper().open(scopes, destination(context, written, shuffled, number, stage)));
      }
    }
  }

  private Collector destination(
      TaskContext context,
      RoundOutput.Written written,
      boolean shuffled,
      int number,
      OutputStage stage)
      throws IOException {
    if (written.write().destination() instanceof DriverResult<?>) {
      driver = new DriverWriter(context, written.write(), number);
      return driver;
    }
    PartWriter part = stage.writer(context, written.write(), shuffled, number);
    parts.add(part);
    return part;
  }

  /** The collector to push to: the only output itself, or this. */
  Collector entrance() {
    return entrances.size() == 1 ? entrances.get(0) : this;
  }

  @Override
  public void emit(Object key, Object value) {
    for (Collector entrance : entrances) {
      entrance.emit(key, value);
    }
  }

  /** Returns if the driver has taken enough; else throws {@code stopped} again. */
  void ifFull(TaskStopped stopped) {
    if (driver == null) {
      throw stopped;
    }
    driver.ifFull(stopped);
  }

  /**
   * Ends all files.
   *
   * @return the kept results, by id
   * @throws IOException if the storage fails
   */
  Map<Integer, Run> finish() throws IOException {
    for (PartWriter part : parts) {
      part.close();
    }
    Map<Integer, Run> runs = new HashMap<>();
    for (Map.Entry<Integer, ResultWriter> result : results.entrySet()) {
      runs.put(result.getKey(), result.getValue().finish());
    }
    return runs;
  }
}
