package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.CorruptDataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The segments of one partition, handed out in the order in which their map tasks end: to a reduce
 * task that has begun early this may be long before the last one does. Where a segment stands is
 * read from the index file of its map output. Thread-safe.
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
   * @throws RunLost if the index of its map output is gone or damaged
   * @throws InterruptedException if the task is stopped while it waits
   */
  Run take() throws RunLost, InterruptedException {
    while (!closed) {
      context.checkStopped();
      Run output = outputs.next(seen);
      if (output != null) {
        Run mine = located(output);
        if (add(mine) && mine.records() > 0) {
          return mine;
        }
      } else if (isComplete()) {
        return null;
      }
    }
    return null;
  }

  private Run located(Run output) throws RunLost {
    if (output.path() == null) {
      return output.only(partition);
    }
    try {
      Segment at = IndexFile.read(context.files(), output, partition);
      return new Run(output.path(), List.of(at), output.origin());
    } catch (IOException | CorruptDataException e) {
      throw new RunLost(output.origin(), e);
    }
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
