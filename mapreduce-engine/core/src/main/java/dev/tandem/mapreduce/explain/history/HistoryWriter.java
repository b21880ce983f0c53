package dev.tandem.mapreduce.explain.history;

import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.engine.RunReport.UnitReport;
import dev.tandem.mapreduce.explain.counters.RoundCounters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the report of a run into events. */
final class HistoryWriter {
  /** {@code round 2 map: counts}, {@code round 1 map: lines, split 3 (again)}. */
  private static final Pattern UNIT =
      Pattern.compile("round (\\d+) (map|reduce): (.*)", Pattern.DOTALL);

  private final RunReport report;
  private final List<RoundCounters> rounds;
  private final Map<Integer, Map<Integer, ReduceTimes>> reduces;
  private final long start;
  private final List<HistoryEvent> events = new ArrayList<>();

  /** How many attempts of a task there were in the units before, if it runs again. */
  private final Map<String, Integer> before = new HashMap<>();

  /** A phase of a round that ran, and what it is in Hadoop's words. */
  private record Phase(UnitReport unit, String name, boolean map) {}

  HistoryWriter(
      RunReport report,
      List<RoundCounters> rounds,
      Map<Integer, Map<Integer, ReduceTimes>> reduces,
      long start) {
    this.reduces = reduces;
    this.report = report;
    this.rounds = rounds;
    this.start = start;
  }

  List<HistoryEvent> events() {
    events.add(
        HistoryEvent.head(
            JobHistory.SCHEMA, start, report.job(), report.engine(), report.status().name()));
    Map<Integer, List<Phase>> phases = new TreeMap<>();
    for (UnitReport unit : report.units()) {
      Matcher name = UNIT.matcher(unit.name());
      if (name.matches()) {
        phases
            .computeIfAbsent(Integer.valueOf(name.group(1)), round -> new ArrayList<>())
            .add(new Phase(unit, name.group(3), name.group(2).equals("map")));
      }
    }
    phases.forEach(this::job);
    return events;
  }

  private void job(int round, List<Phase> phases) {
    String job = start + String.format(Locale.ROOT, "_%04d", round);
    Phase first = phases.get(0);
    long began = start + first.unit().startMillis();
    events.add(HistoryEvent.job("JOB_SUBMITTED", began, "job_" + job, first.name()));
    events.add(
        HistoryEvent.job("JOB_INITED", began, "job_" + job, first.name())
            .with(tasks(phases, true), tasks(phases, false)));
    // Reduce tasks may begin while map tasks run. The sort is stable: a task that takes no time
    // begins before it ends.
    phases.stream()
        .flatMap(phase -> tasks(job, round, phase).stream())
        .sorted(Comparator.comparingLong(HistoryEvent::millis))
        .forEach(events::add);
    // Map tasks whose outputs are lost run again while reduce tasks run: their unit is the last one
    // to begin, but not to end.
    long ended = start + phases.stream().mapToLong(one -> one.unit().endMillis()).max().orElse(0);
    HistoryEvent end = HistoryEvent.job("JOB_" + outcome(round), ended, "job_" + job, first.name());
    events.add(
        rounds.stream()
            .filter(counters -> counters.round() == round)
            .findFirst()
            .map(counters -> end.with(counters.byGroup()))
            .orElse(end));
  }

  private static int tasks(List<Phase> phases, boolean map) {
    return (int)
        phases.stream()
            .filter(phase -> phase.map() == map)
            .flatMap(phase -> phase.unit().tasks().stream())
            .mapToInt(TaskReport::task)
            .distinct()
            .count();
  }

  private String outcome(int round) {
    if (rounds.stream().anyMatch(counters -> counters.round() == round && counters.complete())) {
      return "FINISHED";
    }
    return report.status() == RunReport.Status.CANCELLED ? "KILLED" : "FAILED";
  }

  private List<HistoryEvent> tasks(String job, int round, Phase phase) {
    List<HistoryEvent> found = new ArrayList<>();
    String kind = phase.map() ? "MAP" : "REDUCE";
    Map<String, Integer> attempts = new HashMap<>(before);
    for (TaskReport task : phase.unit().tasks()) {
      String id =
          job + (phase.map() ? "_m_" : "_r_") + String.format(Locale.ROOT, "%06d", task.task());
      long began = start + task.startMillis();
      long ended = start + task.endMillis();
      int number = before.getOrDefault(id, 0) + task.attempt();
      attempts.merge(id, number + 1, Math::max);
      if (number == 0) {
        found.add(HistoryEvent.task("TASK_STARTED", began, "task_" + id));
      }
      String attempt = "attempt_" + id + "_" + number;
      found.add(
          HistoryEvent.attempt(
              kind + "_ATTEMPT_STARTED", began, attempt, task.node(), task.slot()));
      String outcome = task.succeeded() ? "FINISHED" : task.failed() ? "FAILED" : "KILLED";
      HistoryEvent end =
          HistoryEvent.attempt(
              kind + "_ATTEMPT_" + outcome, ended, attempt, task.node(), task.slot());
      ReduceTimes times =
          task.succeeded() && !phase.map()
              ? reduces.getOrDefault(round, Map.of()).get(task.task())
              : null;
      found.add(times == null ? end : end.with(times, start));
      if (task.succeeded()) {
        // As in Hadoop a map task that runs again ends again.
        found.add(HistoryEvent.task("TASK_FINISHED", ended, "task_" + id));
      }
    }
    before.putAll(attempts);
    return found;
  }
}
