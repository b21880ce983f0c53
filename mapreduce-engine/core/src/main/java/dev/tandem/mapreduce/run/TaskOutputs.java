package dev.tandem.mapreduce.run;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.output.DriverWriter;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.cluster.output.PartWriter;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.contract.plan.TaskScopes;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.mapreduce.plan.Intermediate;
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
public final class TaskOutputs implements Collector {
  /** Where the files of a task go. */
  public interface Places {
    /**
     * Starts the task's part file of a write.
     *
     * @param context the attempt
     * @param write whose destination is a sink
     * @param shuffled whether the records' partition comes from a shuffle
     * @param number of the partition
     * @throws IOException if the storage fails
     */
    PartWriter part(TaskContext context, Operation.Write write, boolean shuffled, int number)
        throws IOException;

    /** The folder for the files of a result. */
    String folderOf(Intermediate data);

    /**
     * Starts a file beside the part file.
     *
     * @param base what its name begins with
     * @throws IOException if the storage fails
     */
    default PartWriter side(
        TaskContext context, Operation.Write write, String base, boolean shuffled, int number)
        throws IOException {
      throw new UnsupportedOperationException("only part files can be written here");
    }

    /** The places of a run of this engine. */
    static Places of(OutputStage stage, ResultStore store) {
      return new Places() {
        @Override
        public PartWriter part(
            TaskContext context, Operation.Write write, boolean shuffled, int number)
            throws IOException {
          return stage.writer(context, write, shuffled, number);
        }

        @Override
        public String folderOf(Intermediate data) {
          return store.folderOf(data);
        }

        @Override
        public PartWriter side(
            TaskContext context, Operation.Write write, String base, boolean shuffled, int number)
            throws IOException {
          return stage.writer(context, write, base, shuffled, number);
        }
      };
    }
  }

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
   * @param places where the files go
   * @throws IOException if the storage fails
   */
  public TaskOutputs(
      TaskContext context, Round round, boolean shuffled, TaskScopes scopes, Places places)
      throws IOException {
    int number = context.attempt().task();
    for (RoundOutput output : round.outputs()) {
      if (output instanceof RoundOutput.Kept kept) {
        ResultWriter result =
            new ResultWriter(context, kept.data(), places.folderOf(kept.data()), number);
        results.put(kept.data().id(), result);
        entrances.add(result);
      } else if (output instanceof RoundOutput.Direct direct) {
        entrances.add(direct(direct, () -> places.part(context, direct.write(), shuffled, number)));
      } else if (output instanceof RoundOutput.Written written) {
        entrances.add(
            written.mapper().open(scopes, destination(context, written, shuffled, number, places)));
      }
    }
  }

  /** Opens a part file. */
  @FunctionalInterface
  private interface Opener {
    PartWriter open() throws IOException;
  }

  private Collector direct(RoundOutput.Direct direct, Opener opener) throws IOException {
    if (direct.lazily()) {
      return new Collector() {
        private PartWriter part;

        @Override
        public void emit(Object key, Object value) {
          try {
            part = part == null ? opened(opener) : part;
          } catch (IOException e) {
            throw new StorageFailure(e);
          }
          part.emit(key, value);
        }
      };
    }
    return opened(opener);
  }

  private PartWriter opened(Opener opener) throws IOException {
    PartWriter part = opener.open();
    parts.add(part);
    return part;
  }

  private Collector destination(
      TaskContext context, RoundOutput.Written written, boolean shuffled, int number, Places places)
      throws IOException {
    if (written.write().destination() instanceof DriverResult<?>) {
      driver = new DriverWriter(context, written.write(), number);
      return driver;
    }
    return opened(() -> places.part(context, written.write(), shuffled, number));
  }

  /** The collector to push to: the only output itself, or this. */
  public Collector entrance() {
    return entrances.size() == 1 ? entrances.get(0) : this;
  }

  @Override
  public void emit(Object key, Object value) {
    for (Collector entrance : entrances) {
      entrance.emit(key, value);
    }
  }

  /** Returns if the driver has taken enough; else throws {@code stopped} again. */
  public void ifFull(TaskStopped stopped) {
    if (driver == null) {
      throw stopped;
    }
    driver.ifFull(stopped);
  }

  /** What goes to the driver; null if nothing does. */
  public DriverWriter driver() {
    return driver;
  }

  /**
   * Ends all files.
   *
   * @return the kept results, by id
   * @throws IOException if the storage fails
   */
  public Map<Integer, Run> finish() throws IOException {
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
