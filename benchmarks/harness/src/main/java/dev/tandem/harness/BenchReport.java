package dev.tandem.harness;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tandem.contract.engine.Measure;
import dev.tandem.harness.stats.Ratio;
import dev.tandem.harness.stats.Summary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that a benchmark found out; its JSON has the same fields.
 *
 * @param schema version of the JSON: rises when a field changes its meaning or goes
 * @param started when, UTC, ISO 8601
 * @param ended when, UTC, ISO 8601
 * @param environment the machine and the JVM
 * @param profile how much data
 * @param schedule how often
 * @param resources what every contender may use
 * @param seed of data, runs and bootstrap
 * @param confidence nominal, of the ratios' intervals
 * @param profilers of JMH
 * @param datasets what was read
 * @param jobs in the order in which they were asked for
 */
public record BenchReport(
    int schema,
    String started,
    String ended,
    Environment environment,
    String profile,
    Schedule schedule,
    Resources resources,
    long seed,
    double confidence,
    List<String> profilers,
    List<Data> datasets,
    List<JobResult> jobs) {
  /** The version of the JSON. */
  public static final int SCHEMA = 1;

  /**
   * Generated data.
   *
   * @param name of file or folder
   * @param dataset name in the catalogue
   * @param params of the generator
   * @param seed of the generator
   * @param bytes in all files
   * @param records in all files
   * @param sha256 of the bytes, verified before the first run
   */
  public record Data(
      String name,
      String dataset,
      Map<String, String> params,
      long seed,
      long bytes,
      long records,
      String sha256) {}

  /**
   * One job.
   *
   * @param job its name
   * @param params its parameters, without those that name inputs
   * @param inputs names of {@link #datasets}
   * @param checkedAgainst who gave the answer that all answers were compared with
   * @param digest of that answer: its records and the sum of their hashes
   * @param results one for each contender
   */
  public record JobResult(
      String job,
      Map<String, String> params,
      List<String> inputs,
      String checkedAgainst,
      String digest,
      List<Result> results) {}

  /**
   * One contender on one job.
   *
   * @param contender its name
   * @param status whether there are times
   * @param message why not; empty otherwise
   * @param turns places in the order of all turns of the benchmark, from 1, one for each fork
   * @param millis the times of each fork
   * @param summary of all times; null without times
   * @param ratios this one's time to that of others, by their names
   * @param ledger means over the runs that count, by {@link Measure#key}; empty where nothing is
   *     counted
   * @param secondary other secondary results of JMH
   */
  public record Result(
      String contender,
      Status status,
      String message,
      List<Integer> turns,
      List<double[]> millis,
      Summary summary,
      Map<String, Ratio> ratios,
      Map<String, Long> ledger,
      Map<String, Double> secondary) {
    /** No times without right answers. */
    public Result {
      if (status != Status.RIGHT && (summary != null || !millis.isEmpty() || !ratios.isEmpty())) {
        throw new IllegalArgumentException("times of a contender that is " + status);
      }
    }

    /** A measure of the ledger, or null where it is not counted. */
    public Long get(Measure measure) {
      return ledger.get(measure.key());
    }
  }

  /** Whether every contender that has a job gave right answers. */
  @JsonProperty
  public boolean valid() {
    return jobs.stream()
        .flatMap(job -> job.results().stream())
        .allMatch(result -> result.status() == Status.RIGHT || result.status() == Status.MISSING);
  }

  /** Writes everything as JSON, in UTF-8; the file's folder is made if it is missing. */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(
        file, (Json.PRETTY.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
