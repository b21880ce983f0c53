package dev.tandem.mapreduce.recover;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.FetchFailure;
import dev.tandem.cluster.FetchFailureHandler;
import dev.tandem.cluster.Node;
import dev.tandem.cluster.runs.RunReader;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.mapreduce.shuffle.IndexFile;
import dev.tandem.mapreduce.shuffle.MapRuns;
import dev.tandem.mapreduce.shuffle.Prints;
import dev.tandem.mapreduce.shuffle.Run;
import dev.tandem.mapreduce.store.ResultStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Twin of the RDD engine's {@code LostOutputs}: files are written again here, by their map tasks;
 * records are computed again there.
 *
 * <p>Where the map outputs of a round are: on the nodes that wrote them. If one is lost with its
 * node, or is found to be damaged, the map tasks that wrote it and everything else that is gone are
 * run again; reduce tasks that have ended keep what they have done.
 *
 * <p>A task that runs again should leave the same records. If it does not, its function does not
 * depend on its input alone, and what different reduce tasks have taken from its two runs does not
 * fit together: those that have not ended begin again, and if one has ended, the run fails.
 */
public final class MapOutputs implements FetchFailureHandler, MapRuns {
  /** How long somebody waits for an output before they look whether they were stopped. */
  private static final long WAIT_MILLIS = 100;

  private final Cluster cluster;
  private final String unit;
  private final boolean indexed;
  private final Node[] nodes;
  private final Run[] runs;
  private final Run[] firsts;
  private final Prints[] known;
  private final Consumer<List<Integer>> again;
  private int failures;
  private int version;
  private boolean consumed;
  private long fewer;
  private long more;

  /**
   * @param cluster the run's
   * @param unit the name of the map phase
   * @param tasks the number of map tasks
   * @param indexed whether outputs have index files
   * @param again runs some map tasks again and {@link #put}s their outputs
   */
  public MapOutputs(
      Cluster cluster, String unit, int tasks, boolean indexed, Consumer<List<Integer>> again) {
    this.cluster = cluster;
    this.unit = unit;
    this.indexed = indexed;
    this.nodes = new Node[tasks];
    this.runs = new Run[tasks];
    this.firsts = new Run[tasks];
    this.known = new Prints[tasks];
    this.again = again;
  }

  /** The name of the map phase. */
  public String unit() {
    return unit;
  }

  /**
   * A map task has been committed, for the first time or again.
   *
   * @param task its number
   * @param node that holds its output
   * @param run the output
   * @param prints by what it is compared with another run of the task
   * @throws JobFailed if it left other records the first time, and a reduce task has ended with
   *     those
   */
  public synchronized void put(int task, Node node, Run run, Prints prints) {
    learn(task, prints);
    if (firsts[task] == null) {
      firsts[task] = run;
    } else {
      compare(firsts[task].segments(), run.segments());
    }
    nodes[task] = node;
    runs[task] = run;
    notifyAll();
  }

  /** What is known of an earlier run stays known behind one of which less is. */
  private void learn(int task, Prints prints) {
    boolean again = runs[task] != null;
    boolean differs = again && known[task].differ(prints);
    if (differs) {
      differs(task);
    }
    known[task] = again && !differs ? prints.or(known[task]) : prints;
  }

  /**
   * Partition by partition: one task may have fetched from the first run, another one from this.
   */
  private void compare(List<Segment> first, List<Segment> second) {
    for (int p = 0; p < first.size(); p++) {
      long difference = second.get(p).records() - first.get(p).records();
      fewer += Math.min(0, difference);
      more += Math.max(0, difference);
    }
  }

  /** By how many records fewer (a negative number) runs after the first one may explain. */
  public synchronized long fewer() {
    return fewer;
  }

  /** How many records more than were published first such runs may explain. */
  public synchronized long more() {
    return more;
  }

  private void differs(int task) {
    String what = unit + ", task " + task + ": it was run again and left other records";
    if (consumed) {
      throw new JobFailed(
          "job "
              + cluster.job()
              + ": "
              + what
              + ", but reduce tasks have ended with the first ones; its functions must depend on"
              + " their input alone (no random numbers, clocks, or state between calls)");
    }
    version++;
    cluster.log().warn(what + "; reduce tasks that have begun begin again");
  }

  /** Changes when a map task has left other records than before. */
  public synchronized int version() {
    return version;
  }

  /**
   * A reduce task is about to be committed.
   *
   * @param seen the {@link #version} before it took the first output
   * @throws dev.tandem.contract.plan.StorageFailure with a fetch failure, if it must begin again
   */
  public synchronized void confirm(int seen) {
    if (seen != version) {
      IOException why = new IOException("its task was run again and left other records");
      throw new FetchFailure(unit, 0, why).unchecked();
    }
    consumed = true;
  }

  @Override
  public int count() {
    return runs.length;
  }

  /** Whether all map tasks have ended. */
  public synchronized boolean isComplete() {
    return Arrays.stream(runs).noneMatch(Objects::isNull);
  }

  @Override
  public synchronized List<Run> all() {
    return List.of(runs);
  }

  @Override
  @SuppressWarnings("WaitNotInLoop") // the caller looks whether it was stopped, and asks again
  public synchronized Run next(BitSet seen) throws InterruptedException {
    int task = seen.nextClearBit(0);
    while (task < runs.length && runs[task] == null) {
      task = seen.nextClearBit(task + 1);
    }
    if (task < runs.length) {
      seen.set(task);
      notifyAll();
      return runs[task];
    }
    if (seen.cardinality() < runs.length) {
      wait(WAIT_MILLIS);
    }
    return null;
  }

  @Override
  public void restore(FetchFailure failure) {
    failures++;
    List<Integer> lost = new ArrayList<>();
    for (int task = 0; task < runs.length; task++) {
      if (!isThere(task, task == failure.task())) {
        lost.add(task);
      }
    }
    if (!lost.isEmpty()) {
      cluster
          .log()
          .warn(
              unit
                  + ": the output of "
                  + lost.size()
                  + " of "
                  + runs.length
                  + " tasks is lost; they run again");
      again.accept(lost);
    }
  }

  /** How many fetches have failed. */
  public int failures() {
    return failures;
  }

  private synchronized boolean isThere(int task, boolean suspect) {
    Run run = runs[task];
    return run == null || run.path() == null || nodes[task].alive() && (!suspect || isSound(run));
  }

  /**
   * Whether an output and its index can be read to their ends: whoever complained may have read an
   * older one.
   */
  private boolean isSound(Run run) {
    if (indexed && !IndexFile.isSound(cluster.files(), run)) {
      return false;
    }
    try {
      for (Segment segment : run.segments().stream().filter(s -> !s.isEmpty()).toList()) {
        try (RunReader reader = new RunReader(cluster.files(), run.path(), segment)) {
          while (reader.next()) {
            // Reading checks the checksums.
          }
        }
      }
      return true;
    } catch (IOException | CorruptDataException damaged) {
      return false;
    }
  }

  /** Deletes all outputs: the round has ended. */
  public synchronized void delete() {
    for (Run run : runs) {
      if (run != null && run.path() != null) {
        ResultStore.delete(cluster, run.path());
        if (indexed) {
          ResultStore.delete(cluster, IndexFile.pathOf(run));
        }
      }
    }
  }
}
