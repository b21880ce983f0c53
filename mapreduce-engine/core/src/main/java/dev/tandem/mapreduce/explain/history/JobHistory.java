package dev.tandem.mapreduce.explain.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.InputException;
import dev.tandem.mapreduce.explain.counters.RoundCounters;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The history of a run, one JSON object a line, as Hadoop's history server keeps it: a job for each
 * round, its tasks, their attempts, its counters. Written when the run ends, also if it fails.
 *
 * @param events in the order of time, inside of each round; the first one is about the run
 */
public record JobHistory(List<HistoryEvent> events) {
  /** Of the files that are written. A reader refuses others; new fields do not change it. */
  public static final int SCHEMA = 2;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Copies the list. */
  public JobHistory {
    events = List.copyOf(events);
  }

  /**
   * The history of a run that has ended.
   *
   * @param report what happened
   * @param rounds the counters of its rounds
   * @param reduces when the parts of reduce tasks ended, by round and task, as far as that is known
   * @param startMillis when it began, milliseconds since 1970
   */
  public static JobHistory of(
      RunReport report,
      List<RoundCounters> rounds,
      Map<Integer, Map<Integer, ReduceTimes>> reduces,
      long startMillis) {
    return new JobHistory(new HistoryWriter(report, rounds, reduces, startMillis).events());
  }

  /**
   * Writes a new file.
   *
   * @throws IOException if it exists or cannot be written
   */
  public void write(FileStore files, String path) throws IOException {
    StringBuilder text = new StringBuilder();
    for (HistoryEvent event : events) {
      text.append(JSON.writeValueAsString(event)).append('\n');
    }
    try (OutputStream out = files.create(path)) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Reads a file, also one of Hadoop's own ({@code .jhist}), if it is in JSON.
   *
   * @throws InputException if it is not a history, or one of another version; names file, line and
   *     remedy
   * @throws IOException if it cannot be read
   */
  public static JobHistory read(FileStore files, String path) throws IOException {
    List<HistoryEvent> events = new ArrayList<>();
    try (HistoryLines lines = new HistoryLines(files, path)) {
      String line = lines.next();
      if (HadoopHistory.begins(line)) {
        return HadoopHistory.read(line, lines);
      }
      while (line != null) {
        events.add(event(line, lines));
        line = lines.next();
      }
    }
    Integer schema = events.isEmpty() ? null : events.get(0).schema();
    if (schema == null) {
      throw new InputException(
          path
              + ", line 1: this is not a job history; name a file that --conf history=FILE wrote,"
              + " or a .jhist of Hadoop's in JSON");
    } else if (schema != SCHEMA) {
      throw new InputException(
          path
              + ", line 1: written by another version (schema "
              + schema
              + ", this one reads "
              + SCHEMA
              + "); read it with that version");
    }
    JobHistory history = new JobHistory(events);
    if (history.of("JOB_SUBMITTED").size() != ended(history)) {
      throw new InputException(
          path
              + ", line "
              + events.size()
              + ": the history ends in the middle of a job; copy the file again");
    }
    return history;
  }

  /** Who writes a history knows how all of its jobs have ended. */
  private static long ended(JobHistory history) {
    return Stream.of("JOB_FINISHED", "JOB_FAILED", "JOB_KILLED")
        .mapToLong(end -> history.of(end).size())
        .sum();
  }

  private static HistoryEvent event(String line, HistoryLines lines) throws InputException {
    try {
      HistoryEvent event = JSON.readValue(line, HistoryEvent.class);
      if (event != null && event.type() != null && isWhole(event)) {
        return event;
      }
    } catch (JsonProcessingException e) {
      throw lines.unreadable();
    }
    throw lines.refused("an event without its type, its id or an amount; copy the file again");
  }

  private static boolean isWhole(HistoryEvent event) {
    boolean named = event.id() != null || event.type().equals("HISTORY");
    return named
        && (event.counters() == null
            || event.counters().values().stream()
                .allMatch(amounts -> amounts != null && !amounts.containsValue(null)));
  }

  /** The events of one type. */
  public List<HistoryEvent> of(String type) {
    return events.stream().filter(event -> event.type().equals(type)).toList();
  }
}
