package dev.tandem.mapreduce.explain.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A history in short, as Hadoop's {@code mapred job -history} tells it ({@code
 * HumanReadableHistoryViewerPrinter}): for each job its tasks, its counters, and which of its tasks
 * took long.
 *
 * @param run the name of the run
 * @param engine that ran it
 * @param status of the run
 * @param jobs one for each round, in order
 */
public record HistorySummary(String run, String engine, String status, List<Job> jobs) {
  /** The slowest tasks that are told of each phase. */
  private static final int WORST = 10;

  private static final String ATTEMPT = "_ATTEMPT_";

  /** Copies the list. */
  public HistorySummary {
    jobs = List.copyOf(jobs);
  }

  /**
   * A job.
   *
   * @param id in Hadoop's form
   * @param name of the round
   * @param status {@code FINISHED}, {@code FAILED} or {@code KILLED}
   * @param submittedMillis since 1970
   * @param endedMillis since 1970
   * @param kinds map tasks, then reduce tasks
   * @param counters by group and name
   * @param phases map; shuffle, merge and reduce; those that have ended tasks
   * @param attempts that have ended, in the order in which they began
   */
  public record Job(
      String id,
      String name,
      String status,
      long submittedMillis,
      long endedMillis,
      List<Kind> kinds,
      Map<String, Map<String, Long>> counters,
      List<Phase> phases,
      List<Attempt> attempts) {}

  /**
   * An attempt that has ended.
   *
   * @param id in Hadoop's form
   * @param startedMillis when it began, milliseconds after the job was submitted
   * @param endedMillis when it ended, milliseconds after the job was submitted
   * @param outcome {@code FINISHED}, {@code FAILED} or {@code KILLED}
   */
  public record Attempt(String id, long startedMillis, long endedMillis, String outcome) {}

  /**
   * The tasks of a kind.
   *
   * @param kind {@code map} or {@code reduce}
   * @param total tasks that began
   * @param successful tasks that ended well
   * @param failed attempts that failed
   * @param killed attempts that were stopped, or lost with their node
   */
  public record Kind(String kind, long total, long successful, long failed, long killed) {}

  /**
   * How long a phase took.
   *
   * @param phase {@code map}, {@code shuffle}, {@code merge} or {@code reduce}
   * @param averageMillis of all tasks
   * @param best the fastest task
   * @param worst the slowest ones, the slowest first
   * @param last the task that ended last
   */
  public record Phase(
      String phase, double averageMillis, TaskTime best, List<TaskTime> worst, TaskTime last) {}

  /**
   * A task in one phase.
   *
   * @param task its id
   * @param millis that it took
   * @param endedMillis when it was through, milliseconds after the job was submitted
   */
  public record TaskTime(String task, long millis, long endedMillis) {}

  /** The summary of a history. */
  public static HistorySummary of(JobHistory history) {
    HistoryEvent head = history.events().get(0);
    List<Job> jobs = new ArrayList<>();
    List<HistoryEvent> own = new ArrayList<>();
    for (HistoryEvent event : history.events()) {
      if (event.type().equals("JOB_SUBMITTED")) {
        own.clear();
      }
      own.add(event);
      if (List.of("JOB_FINISHED", "JOB_FAILED", "JOB_KILLED").contains(event.type())) {
        jobs.add(job(own, event));
      }
    }
    return new HistorySummary(head.name(), head.engine(), head.status(), jobs);
  }

  private static Job job(List<HistoryEvent> events, HistoryEvent end) {
    long submitted = events.get(0).millis();
    return new Job(
        end.id(),
        end.name(),
        end.type().substring("JOB_".length()),
        submitted,
        end.millis(),
        List.of(kind(events, "map", "_m_"), kind(events, "reduce", "_r_")),
        end.counters() == null ? Map.of() : end.counters(),
        phases(events, submitted),
        attempts(events, submitted));
  }

  private static List<Attempt> attempts(List<HistoryEvent> events, long submitted) {
    Map<String, Long> begun = new HashMap<>();
    List<Attempt> attempts = new ArrayList<>();
    for (HistoryEvent event : events) {
      int outcome = event.id() == null ? -1 : event.type().indexOf(ATTEMPT);
      if (outcome >= 0 && event.type().endsWith(ATTEMPT + "STARTED")) {
        begun.put(event.id(), event.millis());
      } else if (outcome >= 0) {
        attempts.add(
            new Attempt(
                event.id(),
                begun.getOrDefault(event.id(), event.millis()) - submitted,
                event.millis() - submitted,
                event.type().substring(outcome + ATTEMPT.length())));
      }
    }
    attempts.sort(Comparator.comparingLong(Attempt::startedMillis));
    return List.copyOf(attempts);
  }

  private static Kind kind(List<HistoryEvent> events, String kind, String mark) {
    List<HistoryEvent> own =
        events.stream().filter(event -> event.id() != null && event.id().contains(mark)).toList();
    return new Kind(
        kind,
        count(own, "TASK_STARTED"),
        count(own, "TASK_FINISHED"),
        count(own, "_ATTEMPT_FAILED"),
        count(own, "_ATTEMPT_KILLED"));
  }

  /** How many had such an event; a map task whose output was lost has ended twice. */
  private static long count(List<HistoryEvent> events, String end) {
    return events.stream()
        .filter(event -> event.type().endsWith(end))
        .map(HistoryEvent::id)
        .distinct()
        .count();
  }

  private static List<Phase> phases(List<HistoryEvent> events, long submitted) {
    Map<String, Map<String, TaskTime>> times = new LinkedHashMap<>();
    Map<String, Long> begun = new HashMap<>();
    for (String phase : List.of("map", "shuffle", "merge", "reduce")) {
      times.put(phase, new LinkedHashMap<>());
    }
    for (HistoryEvent event : events) {
      if (event.type().endsWith("_ATTEMPT_STARTED")) {
        begun.put(event.id(), event.millis());
      } else if (event.type().equals("MAP_ATTEMPT_FINISHED")) {
        add(times, "map", time(event, begun.get(event.id()), event.millis(), submitted));
      } else if (event.type().equals("REDUCE_ATTEMPT_FINISHED")) {
        addReduce(times, event, begun.get(event.id()), submitted);
      }
    }
    times.values().removeIf(Map::isEmpty);
    List<Phase> phases = new ArrayList<>();
    times.forEach((name, ended) -> phases.add(phase(name, List.copyOf(ended.values()))));
    return phases;
  }

  /** Of a task that ran again, the last time counts. */
  private static void add(Map<String, Map<String, TaskTime>> times, String phase, TaskTime time) {
    times.get(phase).put(time.task(), time);
  }

  private static void addReduce(
      Map<String, Map<String, TaskTime>> times, HistoryEvent event, Long began, long submitted) {
    Long sorted = began;
    if (event.shuffledMillis() != null && event.sortedMillis() != null) {
      sorted = event.sortedMillis();
      add(times, "shuffle", time(event, began, event.shuffledMillis(), submitted));
      add(times, "merge", time(event, event.shuffledMillis(), sorted, submitted));
    }
    add(times, "reduce", time(event, sorted, event.millis(), submitted));
  }

  /** Who has lost the beginning of an attempt does not know how long it took. */
  private static TaskTime time(HistoryEvent event, Long from, long to, long submitted) {
    String attempt = event.id();
    int end = attempt.lastIndexOf('_');
    String task = attempt.substring(0, end < 0 ? attempt.length() : end);
    long millis = from == null ? 0 : Math.max(0, to - from);
    return new TaskTime(task.replaceFirst("^attempt", "task"), millis, to - submitted);
  }

  private static Phase phase(String name, List<TaskTime> ended) {
    List<TaskTime> slowest = new ArrayList<>(ended);
    slowest.sort(Comparator.comparingLong(TaskTime::millis).reversed());
    return new Phase(
        name,
        ended.stream().mapToLong(TaskTime::millis).average().orElse(0),
        slowest.get(slowest.size() - 1),
        List.copyOf(slowest.subList(0, Math.min(WORST, slowest.size()))),
        ended.stream().max(Comparator.comparingLong(TaskTime::endedMillis)).orElseThrow());
  }
}
