package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The segments of one partition, handed out in the order in which their map tasks end: to a reduce
 * task that has begun early this may be long before the last one does. Thread-safe.
 */
final class Arrivals {
  private final TaskContext context;
  private final MapRuns outputs;
  private final int partition;
  private final BitSet seen = new BitSet();
  private final List<Run> taken = new ArrayList<>();
  private volatile boolean closed;

  /**
   * @param context the attempt
   * @param outputs of all map tasks
   * @param partition of the reduce task
   */
  Arrivals(TaskContext context, MapRuns outputs, int partition) {
    this.context = context;
    this.outputs = outputs;
    this.partition = partition;
  }

  /** How many there will be, empty ones included. */
  int count() {
    return outputs.count();
  }

  /**
   * The next segment that is not empty; null behind the last one.
   *
   * @throws InterruptedException if the task is stopped while it waits
   */
  Run take() throws InterruptedException {
    while (!closed) {
      context.checkStopped();
      Run output = outputs.next(seen);
      if (output != null) {
        Run mine = output.only(partition);
        if (add(mine) && mine.records() > 0) {
          return mine;
        }
      } else if (isComplete()) {
        return null;
      }
    }
    return null;
  }

  private synchronized boolean add(Run run) {
    return taken.add(run);
  }

  private synchronized boolean isComplete() {
    return taken.size() == outputs.count();
  }

  /** The segments that were handed out, and the empty ones. */
  synchronized List<Run> taken() {
    return List.copyOf(taken);
  }

  /** Nothing more is handed out: the copying has failed. */
  void close() {
    closed = true;
  }
}
