package dev.tandem.mapreduce.explain.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.io.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the history that Hadoop itself has written of a job ({@code EventWriter} with {@code
 * mapreduce.jobhistory.jhist.format=json}): a line that names the format, one with Avro's schema,
 * then an event a line, in the JSON of that schema. Hosts become nodes, numbered as they appear.
 * Events that no history has here (application masters, priorities, queues) are left out.
 */
final class HadoopHistory {
  private static final String FORMAT = "Avro-";
  private static final String JSON_FORMAT = "Avro-Json";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final HistoryLines lines;
  private final List<HistoryEvent> events = new ArrayList<>();
  private final Map<String, Integer> nodes = new HashMap<>();
  private RunReport.Status status = RunReport.Status.RUNNING;
  private HistoryEvent submitted;

  private HadoopHistory(HistoryLines lines) {
    this.lines = lines;
  }

  /** Whether a file that begins with such a line is one of Hadoop's. */
  static boolean begins(String line) {
    return line != null && line.startsWith(FORMAT);
  }

  /**
   * Reads what follows the first line.
   *
   * @throws InputException if the file is in Hadoop's binary format, or damaged
   */
  static JobHistory read(String first, HistoryLines lines) throws IOException {
    if (!first.strip().equals(JSON_FORMAT)) {
      throw lines.refused(
          "a history of Hadoop's in the format "
              + first.strip()
              + ", of which only "
              + JSON_FORMAT
              + " can be read; run the job with mapreduce.jobhistory.jhist.format=json");
    }
    return new HadoopHistory(lines).read();
  }

  private JobHistory read() throws IOException {
    lines.next(); // the schema, which all versions since 2.0 share
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (!line.isBlank()) {
        add(line);
      }
    }
    if (submitted == null) {
      throw lines.refused("no event JOB_SUBMITTED; copy the file again");
    }
    List<HistoryEvent> all = new ArrayList<>();
    all.add(
        HistoryEvent.head(
            JobHistory.SCHEMA, submitted.millis(), submitted.name(), "hadoop", status.name()));
    all.addAll(events);
    return new JobHistory(all);
  }

  private void add(String line) throws InputException {
    JsonNode event = parse(line);
    String type = text(event, "type");
    JsonNode named = event.path("event");
    if (!named.isObject() || named.size() != 1) {
      throw lines.refused("an event without its content; copy the file again");
    }
    JsonNode content = named.elements().next();
    switch (type) {
      case "JOB_SUBMITTED" -> submit(content);
      case "JOB_INITED" ->
          events.add(
              job(type, number(content, "launchTime"))
                  .with((int) number(content, "totalMaps"), (int) number(content, "totalReduces")));
      case "JOB_FINISHED" -> {
        status = RunReport.Status.SUCCEEDED;
        events.add(
            job(type, number(content, "finishTime")).with(counters(content.path("totalCounters"))));
      }
      case "JOB_FAILED", "JOB_ERROR" -> end("JOB_FAILED", RunReport.Status.FAILED, content);
      case "JOB_KILLED" -> end(type, RunReport.Status.CANCELLED, content);
      case "TASK_STARTED" -> task(type, "startTime", content);
      case "TASK_FINISHED", "TASK_FAILED" -> task(type, "finishTime", content);
      case "MAP_ATTEMPT_STARTED", "REDUCE_ATTEMPT_STARTED" ->
          events.add(attempt(type, number(content, "startTime"), content, "trackerName"));
      case "MAP_ATTEMPT_FINISHED",
          "MAP_ATTEMPT_FAILED",
          "MAP_ATTEMPT_KILLED",
          "REDUCE_ATTEMPT_FAILED",
          "REDUCE_ATTEMPT_KILLED" ->
          events.add(attempt(type, number(content, "finishTime"), content, "hostname"));
      case "REDUCE_ATTEMPT_FINISHED" -> finishReduce(type, content);
      default -> {} // nothing that is told of jobs here
    }
  }

  private JsonNode parse(String line) throws InputException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw lines.unreadable();
    }
  }

  private void submit(JsonNode content) throws InputException {
    submitted =
        HistoryEvent.job(
            "JOB_SUBMITTED",
            number(content, "submitTime"),
            text(content, "jobid"),
            text(content, "jobName"));
    events.add(submitted);
  }

  private HistoryEvent job(String type, long millis) throws InputException {
    if (submitted == null) {
      throw lines.refused(type + " before JOB_SUBMITTED; copy the file again");
    }
    return HistoryEvent.job(type, millis, submitted.id(), submitted.name());
  }

  private void end(String type, RunReport.Status how, JsonNode content) throws InputException {
    status = how;
    events.add(job(type, number(content, "finishTime")));
  }

  private void task(String type, String time, JsonNode content) throws InputException {
    events.add(HistoryEvent.task(type, number(content, time), text(content, "taskid")));
  }

  private HistoryEvent attempt(String type, long millis, JsonNode content, String host)
      throws InputException {
    String name = text(content, host).replaceFirst(":\\d+$", "");
    Integer node = nodes.computeIfAbsent(name, any -> nodes.size());
    return HistoryEvent.attempt(type, millis, text(content, "attemptId"), node, null);
  }

  private void finishReduce(String type, JsonNode content) throws InputException {
    events.add(
        attempt(type, number(content, "finishTime"), content, "hostname")
            .with(
                new ReduceTimes(
                    number(content, "shuffleFinishTime"), number(content, "sortFinishTime")),
                0));
  }

  private Map<String, Map<String, Long>> counters(JsonNode counters) throws InputException {
    Map<String, Map<String, Long>> all = new LinkedHashMap<>();
    for (JsonNode group : counters.path("groups")) {
      Map<String, Long> amounts =
          all.computeIfAbsent(text(group, "name"), any -> new LinkedHashMap<>());
      for (JsonNode counter : group.path("counts")) {
        amounts.put(text(counter, "name"), number(counter, "value"));
      }
    }
    return all;
  }

  private String text(JsonNode node, String field) throws InputException {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw lines.refused("no text '" + field + "' in an event; copy the file again");
    }
    return value.textValue();
  }

  private long number(JsonNode node, String field) throws InputException {
    JsonNode value = node.path(field);
    if (!value.canConvertToLong() || !value.isIntegralNumber()) {
      throw lines.refused("no whole number '" + field + "' in an event; copy the file again");
    }
    return value.longValue();
  }
}
