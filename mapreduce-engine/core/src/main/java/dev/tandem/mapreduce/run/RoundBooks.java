package dev.tandem.mapreduce.run;

import dev.tandem.cluster.Cluster;
import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.mapreduce.explain.counters.RoundCounters;
import dev.tandem.mapreduce.explain.counters.TaskCounters;
import dev.tandem.mapreduce.explain.history.ReduceTimes;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.recover.MapOutputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the rounds of a run have counted: of its committed tasks alone. Not thread-safe. */
final class RoundBooks {
  private final Cluster cluster;
  private final List<Ended> ended = new ArrayList<>();
  private final Map<Integer, Map<Integer, ReduceTimes>> times = new HashMap<>();
  private boolean lackTasks;

  /** What map tasks that ran again may explain of a difference between fetched and published. */
  private long fewer;

  private long more;

  /** A round that has ended, well or not, and what its committed tasks counted. */
  private record Ended(
      Round round, TaskCounters counters, boolean uber, boolean complete, List<Integer> homes) {}

  RoundBooks(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Adds what a task has counted to its round's; a task that was given up has counted nothing. */
  void count(TaskResult result, TaskCounters counted) {
    lackTasks |= result == null;
    if (result != null) {
      counted.add(result.counters());
    }
  }

  /** Remembers when the parts of a reduce task have ended, unless it was given up. */
  void note(Round round, int task, TaskResult result) {
    if (result != null) {
      times.computeIfAbsent(round.number(), any -> new HashMap<>()).put(task, result.times());
    }
  }

  /** The map outputs of a round are needed no more. */
  void close(MapOutputs outputs) {
    fewer += outputs.fewer();
    more += outputs.more();
  }

  /** A round has ended, {@code complete} or not. */
  void end(Round round, TaskCounters counted, boolean uber, boolean complete, List<MapTask> maps) {
    List<Integer> homes = maps.stream().map(MapTask::preferredNode).toList();
    ended.add(new Ended(round, counted, uber, complete, homes));
  }

  List<String> check(Ledger ledger) {
    return ledger.check(fewer, more);
  }

  Map<Integer, Map<Integer, ReduceTimes>> reduceTimes() {
    return times;
  }

  /** Whether a task was given up. */
  boolean lackTasks() {
    return lackTasks;
  }

  List<RoundCounters> counters() {
    List<RunReport.UnitReport> units =
        cluster.log().toReport(RunReport.Status.RUNNING, null).units();
    long megabytes = cluster.budget().share() >> 20;
    return ended.stream().map(one -> counters(one, units, megabytes)).toList();
  }

  private static RoundCounters counters(
      Ended one, List<RunReport.UnitReport> units, long megabytes) {
    Round round = one.round();
    RoundCounters counters =
        RoundCounters.of(
            round.number(),
            round.name(),
            one.counters(),
            one.uber(),
            one.homes(),
            units,
            megabytes);
    return one.complete() ? counters : counters.incomplete();
  }
}
