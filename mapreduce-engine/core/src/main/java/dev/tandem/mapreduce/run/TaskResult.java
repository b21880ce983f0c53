package dev.tandem.mapreduce.run;

import dev.tandem.cluster.Node;
import dev.tandem.mapreduce.explain.counters.TaskCounters;
import dev.tandem.mapreduce.explain.history.ReduceTimes;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.plan.RoundOutput;
import dev.tandem.mapreduce.shuffle.Prints;
import dev.tandem.mapreduce.shuffle.Run;
import java.util.HashMap;
import java.util.Map;

/**
 * What a task tells the driver.
 *
 * @param node where it ran; null if it was given up
 * @param mapOutput its sorted run on that node; null at the end of a round
 * @param prints by what that run is compared with another one
 * @param kept the files that it wrote for later rounds, by id of the operation
 * @param counters what it counted
 * @param times when the parts of a reduce task ended; null for a map task
 */
record TaskResult(
    Node node,
    Run mapOutput,
    Prints prints,
    Map<Integer, Run> kept,
    TaskCounters counters,
    ReduceTimes times) {
  /** The number of the node where it ran; -1 if it was given up. */
  int place() {
    return node == null ? -1 : node.number();
  }

  /** This result; if it is null, that of a task that was given up: it has left nothing anywhere. */
  static TaskResult orNothing(TaskResult result, Round round) {
    if (result != null) {
      return result;
    }
    Run mapOutput = round.isReducing() ? Run.nothing(round.shuffle().partitions()) : null;
    Map<Integer, Run> kept = new HashMap<>();
    for (RoundOutput output : round.outputs()) {
      if (output instanceof RoundOutput.Kept one) {
        kept.put(one.data().id(), Run.nothing(1));
      }
    }
    return new TaskResult(null, mapOutput, Prints.NONE, kept, new TaskCounters(), null);
  }
}
