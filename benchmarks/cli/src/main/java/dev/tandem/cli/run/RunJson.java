package dev.tandem.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.Output;
import dev.tandem.contract.engine.RunReport.UnitReport;
import dev.tandem.contract.job.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The report of a run as JSON: exact numbers, for programs. */
public final class RunJson {
  /** Rises when a field changes its meaning or goes. */
  public static final int VERSION = 1;

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private RunJson() {}

  /** An empty object, for callers that put runs together. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Any value of records, maps and lists. */
  public static com.fasterxml.jackson.databind.JsonNode value(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * One run.
   *
   * @param job the job
   * @param params as they were typed or came with a sample
   * @param options of the run
   * @param run how it ended
   */
  public static ObjectNode of(Job job, Map<String, String> params, RunOptions options, JobRun run) {
    RunReport report = run.report();
    ObjectNode json = object();
    json.put("schema", VERSION);
    json.put("job", job.name());
    json.set("params", value(params));
    json.put("engine", report.engine());
    json.put("status", report.status().name());
    error(json, run.failure());
    json.put("wallMillis", report.wallMillis());
    json.set("counters", value(report.counters()));
    if (!report.nativeCounters().isEmpty()) {
      json.set("nativeCounters", value(report.nativeCounters()));
    }
    json.set("ledger", value(keys(report.ledger())));
    json.put("digest", report.digest().toString());
    outputs(json, report, options);
    json.set("plan", value(report.plan().units()));
    report.units().forEach(unit -> json.withArray("/units").add(unit(unit)));
    json.set("options", options(options));
    json.set("warnings", value(report.warnings()));
    return json;
  }

  private static void error(ObjectNode json, JobFailed failure) {
    if (failure != null) {
      json.put("error", failure.getMessage());
    }
  }

  private static Map<String, Long> keys(Map<dev.tandem.contract.engine.Measure, Long> ledger) {
    Map<String, Long> named = new LinkedHashMap<>();
    ledger.forEach((measure, amount) -> named.put(measure.key(), amount));
    return named;
  }

  private static void outputs(ObjectNode json, RunReport report, RunOptions options) {
    json.put("output", options.output());
    json.putArray("outputs");
    for (Output output : report.outputs()) {
      json.withArray("/outputs")
          .addObject()
          .put("name", output.name())
          .put("path", output.path())
          .put("digest", output.digest().toString())
          .put("records", output.digest().records())
          .put("files", output.files())
          .put("bytes", output.bytes());
    }
  }

  private static ObjectNode unit(UnitReport unit) {
    ObjectNode json = object();
    json.put("name", unit.name())
        .put("startMillis", unit.startMillis())
        .put("endMillis", unit.endMillis());
    json.set("ledger", value(keys(unit.ledger())));
    json.set("tasks", value(unit.tasks()));
    return json;
  }

  private static ObjectNode options(RunOptions options) {
    ObjectNode json = object();
    json.put("memory", options.memory())
        .put("nodes", options.nodes())
        .put("slots", options.slots())
        .put("partitions", options.defaultPartitions())
        .put("attempts", options.attempts())
        .put("splitSize", options.splits().size())
        .put("seed", options.seed());
    json.set("conf", value(options.conf()));
    return json;
  }

  /** Writes JSON to a file, in UTF-8 with a line feed at its end; its folder is made if missing. */
  public static void write(ObjectNode json, Path file) throws IOException {
    try {
      byte[] bytes = (MAPPER.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, bytes);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report holds plain values only", e);
    }
  }
}
