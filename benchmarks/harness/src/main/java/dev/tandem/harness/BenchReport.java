package dev.tandem.harness;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
 * All that a benchmark found out; its JSON has the same fields. Lists and maps keep their order.
 *
 * @param schema version of the JSON: rises when a field changes its meaning or goes
 * @param suite which program measured
 * @param started when, UTC, ISO 8601
 * @param ended when, UTC, ISO 8601
 * @param mode what a time is
 * @param environment the machine and the JVM
 * @param profile how much data
 * @param schedule how often
 * @param resources what every contender may use
 * @param seed of data, runs and bootstrap
 * @param confidence nominal, of the ratios' intervals
 * @param profilers of JMH
 * @param contenders who took part, in the order in which they were asked for
 * @param datasets what was read
 * @param jobs in the order in which they were asked for
 * @param threats to validity: what a reader should hold against these numbers, one sentence each
 */
public record BenchReport(
    int schema,
    Suite suite,
    String started,
    String ended,
    Mode mode,
    Environment environment,
    String profile,
    Schedule schedule,
    Resources resources,
    long seed,
    double confidence,
    List<String> profilers,
    List<Entrant> contenders,
    List<Data> datasets,
    List<JobResult> jobs,
    List<String> threats) {
  /** The version of the JSON. */
  public static final int SCHEMA = 2;

  /**
   * One who took part.
   *
   * @param name its name
   * @param kind {@code engine}, or {@code peer} for hand-written programs
   * @param about one sentence on how it works
   * @param version of the engine, or of the library behind it; "unknown" if it does not say
   * @param settings its effective configuration
   */
  public record Entrant(
      String name, String kind, String about, String version, List<Setting> settings) {}

  /**
   * One value of a configuration.
   *
   * @param name of the setting
   * @param value as it is in force
   * @param source where it comes from: {@code default}, the name of an option, or {@code --conf}
   */
  public record Setting(String name, String value, String source) {}

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
   * @param bytes of all inputs together
   * @param checkedAgainst who gave the answer that all answers were compared with
   * @param digest of that answer: its records and the sum of their hashes
   * @param results one for each contender
   * @param points times with other slots or other amounts of data, if they were asked for; those
   *     with all slots and all data are in {@code results} alone
   * @param costs how many threads pay off, if that was asked for
   */
  public record JobResult(
      String job,
      Map<String, String> params,
      List<String> inputs,
      long bytes,
      String checkedAgainst,
      String digest,
      List<Result> results,
      List<Point> points,
      List<Cost> costs) {}

  /**
   * One contender on one job.
   *
   * @param contender its name
   * @param status whether there are times
   * @param message why not; empty otherwise
   * @param forks one for each JVM, in the order in which they ran; without times unless {@link
   *     Status#RIGHT}
   * @param summary of all times in milliseconds; null without times
   * @param ratios this one's time to that of others, by their names
   * @param ledger means over the runs that count, by {@link Measure#key}; a measure that was not
   *     observed is missing
   * @param usage means over the runs that count; its peaks are the greatest of all
   * @param phases of the run whose time is nearest to the median; empty where nothing is told
   * @param secondary other secondary results of JMH
   */
  public record Result(
      String contender,
      Status status,
      String message,
      List<Fork> forks,
      Summary summary,
      Map<String, Ratio> ratios,
      Map<String, Long> ledger,
      Usage usage,
      List<Phase> phases,
      Map<String, Double> secondary) {
    /** No times without right answers. */
    public Result {
      boolean timed = forks.stream().anyMatch(fork -> fork.millis().length > 0);
      if (status != Status.RIGHT && (summary != null || timed || !ratios.isEmpty())) {
        throw new IllegalArgumentException("times of a contender that is " + status);
      }
    }

    /** A measure of the ledger, or null where it is not observed. */
    public Long get(Measure measure) {
      return ledger.get(measure.key());
    }

    /** The times of each fork in milliseconds. */
    @JsonIgnore
    public double[][] millis() {
      return forks.stream().map(Fork::millis).toArray(double[][]::new);
    }
  }

  /**
   * One JVM that ran a job.
   *
   * @param turn its place in the order of all turns of the benchmark, from 1
   * @param millis the times that count, in order
   * @param usage what each of these runs used, in the same order
   */
  public record Fork(int turn, double[] millis, List<Usage> usage) {}

  /**
   * A part of a run: a round's map or reduce side, or a stage. Phases may overlap.
   *
   * @param name as in the run's report
   * @param startMillis since the run was begun
   * @param endMillis since the run was begun
   * @param tasks attempts that it ran
   * @param ledger its measures, by {@link Measure#key}; a measure that was not observed is missing
   */
  public record Phase(
      String name, long startMillis, long endMillis, int tasks, Map<String, Long> ledger) {}

  /**
   * A time with other slots or another amount of data than the rest of the report.
   *
   * @param contender who ran
   * @param slots how many it had
   * @param bytes of all inputs together
   * @param status whether there are times
   * @param message why not; empty otherwise
   * @param summary of the times in milliseconds; null without times
   */
  public record Point(
      String contender, int slots, long bytes, Status status, String message, Summary summary) {}

  /**
   * The configuration that outperforms a single thread (McSherry, Isard, Murray: "Scalability! But
   * at what COST?", HotOS 2015).
   *
   * @param contender who is judged
   * @param threads the fewest slots at which its median is below that of the single-thread
   *     baseline; 0 for none up to {@code upTo}
   * @param atLeast the fewest slots at which it may be faster than the baseline, by the interval of
   *     their ratio; 0 for none
   * @param atMost the fewest slots at which it is faster by the whole interval; 0 for none
   * @param upTo the most slots that were tried
   * @param baselineMillis the median of the baseline
   */
  public record Cost(
      String contender, int threads, int atLeast, int atMost, int upTo, double baselineMillis) {
    /** From where to where the cost lies: {@code 2}, {@code 2 – 4}, {@code 2 – more than 4}. */
    @JsonIgnore
    public String interval() {
      String more = "more than " + upTo;
      String low = atLeast == 0 ? more : Integer.toString(atLeast);
      String high = atMost == 0 ? more : Integer.toString(atMost);
      return low.equals(high) ? low : low + " – " + high;
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

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it cannot be read or is no such file; one line that names it
   */
  public static BenchReport read(Path file) throws IOException {
    try {
      JsonNode json = Json.MAPPER.readTree(Files.readAllBytes(file));
      int schema = json.path("schema").asInt();
      if (schema != SCHEMA) {
        throw new IOException(
            file
                + (schema == 0
                    ? " is no report of a benchmark: give what bench --json wrote"
                    : " has schema "
                        + schema
                        + ", but this version reads "
                        + SCHEMA
                        + ": run that benchmark again"));
      }
      return Json.MAPPER.treeToValue(json, BenchReport.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          file
              + " is no report of a benchmark: "
              + e.getOriginalMessage().lines().findFirst().get(),
          e);
    }
  }
}
