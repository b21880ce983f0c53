package dev.tandem.harness;

import java.nio.file.Path;
import java.util.List;

/**
 * What to benchmark.
 *
 * @param profile how much data
 * @param jobs names of jobs, in the order of the report
 * @param contenders names of engines and peers; the others are compared with the first one
 * @param schedule how often
 * @param resources what every contender may use
 * @param seed of the data, of the runs and of the bootstrap
 * @param profilers of JMH, as {@code gc} or {@code jfr:dir=DIR}
 * @param folder where data is kept and runs write
 * @param manner how times are taken
 */
public record BenchOptions(
    Profile profile,
    List<String> jobs,
    List<String> contenders,
    Schedule schedule,
    Resources resources,
    long seed,
    List<String> profilers,
    Path folder,
    Manner manner) {
  /** All jobs, in the order of reports. */
  public static final List<String> ALL_JOBS = Workloads.NAMES;

  /** Those of the published tables: text, sorting, a join, and two loops over data that stays. */
  public static final List<String> DEFAULT_JOBS =
      List.of("wordcount", "terasort", "join-sum", "pagerank", "kmeans");

  /** Both engines, and plain Java without an engine. */
  public static final List<String> DEFAULT_CONTENDERS =
      List.of("mapreduce", "rdd", Contenders.BASELINE);

  /**
   * Copies the lists and checks the names.
   *
   * @throws IllegalArgumentException for an unknown, missing or repeated name; suggests the nearest
   *     one
   */
  public BenchOptions {
    jobs = List.copyOf(jobs);
    contenders = List.copyOf(contenders);
    profilers = List.copyOf(profilers);
    requireDistinct("job", jobs);
    requireDistinct("engine", contenders);
    contenders.forEach(Contenders::of);
    Workloads workloads = new Workloads(profile.amounts(), seed);
    jobs.forEach(workloads::of);
    if (manner.slotSweep() && !contenders.contains(Contenders.BASELINE)) {
      throw new IllegalArgumentException(
          "the COST of an engine is found by comparing with one thread: add baseline to the engines");
    }
  }

  private static void requireDistinct(String what, List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no " + what + " is named");
    }
    for (String name : names) {
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new IllegalArgumentException(what + " '" + name + "' is named twice");
      }
    }
  }
}
