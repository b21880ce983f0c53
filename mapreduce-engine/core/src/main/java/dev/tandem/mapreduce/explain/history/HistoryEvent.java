package dev.tandem.mapreduce.explain.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of a history file, with Hadoop's names of events. What an event does not have is null,
 * and missing in the file.
 *
 * @param type {@code JOB_SUBMITTED, JOB_INITED, TASK_STARTED, MAP_ATTEMPT_STARTED,
 *     MAP_ATTEMPT_FINISHED, MAP_ATTEMPT_FAILED, MAP_ATTEMPT_KILLED, TASK_FINISHED}, the same for
 *     {@code REDUCE}, {@code JOB_FINISHED, JOB_FAILED, JOB_KILLED}; the first line is {@code
 *     HISTORY}
 * @param millis when, milliseconds since 1970
 * @param id of the job, task or attempt, in Hadoop's form: {@code
 *     attempt_1700000000000_0001_m_000000_0}
 * @param schema of the file, in its first line
 * @param name of the run in the first line, of the round in the lines of a job
 * @param engine that ran it, in the first line
 * @param status of the run, in the first line
 * @param maps map tasks of a job
 * @param reduces reduce tasks of a job
 * @param node where an attempt ran
 * @param slot of that node; null in a history of Hadoop's
 * @param shuffledMillis of a reduce attempt that has finished: when it had all map outputs
 * @param sortedMillis and when it had merged them but for the last merge
 * @param counters of a job that has ended, by Hadoop's groups and names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryEvent(
    String type,
    long millis,
    String id,
    Integer schema,
    String name,
    String engine,
    String status,
    Integer maps,
    Integer reduces,
    Integer node,
    Integer slot,
    Long shuffledMillis,
    Long sortedMillis,
    Map<String, Map<String, Long>> counters) {

  /**
   * The counters by name alone, without their groups; empty if the event has none. Hadoop's names
   * are not the same in two groups.
   */
  public Map<String, Long> byName() {
    Map<String, Long> all = new LinkedHashMap<>();
    if (counters != null) {
      counters.values().forEach(all::putAll);
    }
    return all;
  }

  static HistoryEvent head(int schema, long millis, String name, String engine, String status) {
    return new HistoryEvent(
        "HISTORY", millis, null, schema, name, engine, status, null, null, null, null, null, null,
        null);
  }

  static HistoryEvent job(String type, long millis, String id, String name) {
    return new HistoryEvent(
        type, millis, id, null, name, null, null, null, null, null, null, null, null, null);
  }

  static HistoryEvent task(String type, long millis, String id) {
    return job(type, millis, id, null);
  }

  static HistoryEvent attempt(String type, long millis, String id, Integer node, Integer slot) {
    return new HistoryEvent(
        type, millis, id, null, null, null, null, null, null, node, slot, null, null, null);
  }

  HistoryEvent with(int mapTasks, int reduceTasks) {
    return with(mapTasks, reduceTasks, shuffledMillis, sortedMillis, counters);
  }

  /**
   * @param start of the run, milliseconds since 1970
   */
  HistoryEvent with(ReduceTimes times, long start) {
    return with(
        maps, reduces, start + times.shuffledMillis(), start + times.sortedMillis(), counters);
  }

  HistoryEvent with(Map<String, Map<String, Long>> amounts) {
    return with(maps, reduces, shuffledMillis, sortedMillis, amounts);
  }

  /** What may be said later; all else stays. */
  private HistoryEvent with(
      Integer mapTasks,
      Integer reduceTasks,
      Long shuffled,
      Long sorted,
      Map<String, Map<String, Long>> amounts) {
    return new HistoryEvent(
        type,
        millis,
        id,
        schema,
        name,
        engine,
        status,
        mapTasks,
        reduceTasks,
        node,
        slot,
        shuffled,
        sorted,
        amounts);
  }
}
