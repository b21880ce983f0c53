package dev.tandem.hadoop;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Failures;
import dev.tandem.cluster.TaskPolicy;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.hadoop.task.LocalRun;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.plan.RoundOutput;
import dev.tandem.mapreduce.run.BoundsSample;
import dev.tandem.mapreduce.run.InputFeed;
import dev.tandem.mapreduce.run.Rounds;
import dev.tandem.mapreduce.run.Slice;
import dev.tandem.mapreduce.run.Slices;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import dev.tandem.mapreduce.store.ResultStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * Runs rounds as Hadoop's jobs, one at a time. Inputs are cut and keys are sampled on the driver,
 * as in the embedded engine, so that the same records lie in the same files.
 */
final class HadoopRounds implements Rounds {
  /** A take that has not found enough reads so many times more slices in its next job. */
  private static final int GROWTH = 4;

  private final Cluster cluster;
  private final ResultStore store;
  private final RunFolder folder;
  private final Slices slices;
  private final JobRun jobs;
  private boolean closed;

  private HadoopRounds(Cluster cluster, OutputStage stage, Configuration conf, RunFolder folder) {
    this.cluster = cluster;
    this.folder = folder;
    this.store = new ResultStore(cluster, folder.path() + "/results");
    this.slices = new Slices(cluster, store, false);
    this.jobs = new JobRun(cluster, stage, store, conf, folder);
  }

  static HadoopRounds open(Cluster cluster, OutputStage stage, Configuration conf) {
    try {
      return new HadoopRounds(cluster, stage, conf, RunFolder.create(cluster, conf));
    } catch (IOException e) {
      throw new JobFailed("job " + cluster.job() + ": " + Failures.describe(e), e);
    }
  }

  @Override
  public ResultStore store() {
    return store;
  }

  @Override
  public void run(Round round) {
    List<Slice> cut = slices.of(round);
    PlannedShuffle shuffle = PlannedShuffle.of(round.shuffle());
    if (shuffle != null && shuffle.needsSample()) {
      InputFeed feed = new InputFeed(cut, store);
      shuffle =
          BoundsSample.resolve(cluster, round, cut, feed, TaskPolicy.DEFAULT, Integer.MAX_VALUE);
    }
    DriverResult<?> taken = taken(round);
    if (taken == null || round.isReducing()) {
      jobs.run(round, shuffle, cut, "");
    } else {
      take(round, cut, taken);
    }
    cluster.log().unitRan();
  }

  /** The driver's result of a round that wants no more than the first records. */
  private static DriverResult<?> taken(Round round) {
    return round.outputs().size() == 1
            && round.outputs().get(0) instanceof RoundOutput.Written written
            && written.write().destination() instanceof DriverResult<?> result
            && result.kind() == DriverResult.Kind.TAKE
        ? result
        : null;
  }

  /** Reads one slice, then more and more until enough records have been taken. */
  private void take(Round round, List<Slice> cut, DriverResult<?> result) {
    int size = 1;
    for (int from = 0; from < cut.size() && !result.satisfied(from); ) {
      int to = Math.min(cut.size(), from + size);
      jobs.run(round, null, cut.subList(from, to), from == 0 ? "" : ", slices from " + from);
      from = to;
      size *= GROWTH;
    }
  }

  /** All of Hadoop's counters, by job, group and name. */
  Map<String, Map<String, Map<String, Long>>> nativeCounters() {
    return jobs.counters();
  }

  /** Has no effect on a run that is closed: it is forgotten, and must not come back. */
  synchronized void cancel() {
    if (!closed) {
      jobs.cancel();
    }
  }

  synchronized void close() {
    closed = true;
    folder.delete();
    LocalRun.forget(folder.run());
  }
}
