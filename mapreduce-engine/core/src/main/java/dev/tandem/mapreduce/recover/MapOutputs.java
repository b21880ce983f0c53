package dev.tandem.mapreduce.recover;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.FetchFailure;
import dev.tandem.cluster.FetchFailureHandler;
import dev.tandem.cluster.Node;
import dev.tandem.cluster.runs.RunReader;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.mapreduce.shuffle.Run;
import dev.tandem.mapreduce.store.ResultStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Twin of the RDD engine's {@code LostOutputs}: files are written again here, by their map tasks;
 * records are computed again there.
 *
 * <p>Where the map outputs of a round are: on the nodes that wrote them. If one is lost with its
 * node, or is found to be damaged, the map tasks that wrote it and everything else that is gone are
 * run again; reduce tasks that have ended keep what they have done.
 */
public final class MapOutputs implements FetchFailureHandler {
  private final Cluster cluster;
  private final String unit;
  private final Node[] nodes;
  private final Run[] runs;
  private final Consumer<List<Integer>> again;
  private int failures;

  /**
   * @param cluster the run's
   * @param unit the name of the map phase
   * @param tasks the number of map tasks
   * @param again runs some map tasks again and {@link #put}s their outputs
   */
  public MapOutputs(Cluster cluster, String unit, int tasks, Consumer<List<Integer>> again) {
    this.cluster = cluster;
    this.unit = unit;
    this.nodes = new Node[tasks];
    this.runs = new Run[tasks];
    this.again = again;
  }

  /** The name of the map phase. */
  public String unit() {
    return unit;
  }

  /** A map task has been committed. */
  public synchronized void put(int task, Node node, Run run) {
    nodes[task] = node;
    runs[task] = run;
  }

  /** All outputs, by task. */
  public synchronized List<Run> runs() {
    return List.of(runs);
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
    return run.path() == null || nodes[task].alive() && (!suspect || isSound(run));
  }

  /** Whether a file can be read to its end: whoever complained may have read an older one. */
  private boolean isSound(Run run) {
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
      }
    }
  }
}
