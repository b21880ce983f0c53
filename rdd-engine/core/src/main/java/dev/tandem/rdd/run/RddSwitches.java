package dev.tandem.rdd.run;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.job.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of the switches that this engine reads, checked before anything starts: one that is
 * misspelt would otherwise run with the default and say nothing.
 *
 * <p>Options are shared by the engines of a comparison, so that names of others pass: Hadoop's,
 * those of the adapters, and what a user's own code reads. The command's list of switches has the
 * meanings; a test of the command compares the two.
 */
public final class RddSwitches {
  private static final String SPARKS = "spark.";

  /** What the names of a user's own switches begin with. */
  private static final String OWN = "x-";

  /** Edits that make a name a slip, if they are no more than a third of it too. */
  private static final int SLIP = 2;

  /** A switch of the MapReduce engine that reads like a slip of one of these. */
  private static final String NEIGHBOUR = "defaults";

  private static final List<String> FLAG = List.of("true", "false");

  /** Checked by who reads it. */
  private static final List<String> ANY = List.of();

  private static final Map<String, List<String>> KNOWN = known();

  private RddSwitches() {}

  private static Map<String, List<String>> known() {
    Map<String, List<String>> known = new LinkedHashMap<>();
    known.put("combiner", FLAG);
    known.put("committer", List.of("tandem", "hadoop-v1", "hadoop-v2"));
    known.put("sync", FLAG);
    known.put("patience", ANY);
    known.put("faults", ANY);
    known.put("shuffle", List.of("memory", "files"));
    known.put("shuffle.loss", List.of("output", "node"));
    known.put("spark.shuffle.orderIndependentChecksum.enabled", FLAG);
    known.put("spark.scheduler.mode", List.of("FIFO", "FAIR"));
    known.put("spark.scheduler.pools", ANY);
    known.put("spark.task.maxFailures", ANY);
    known.put("spark.stage.maxConsecutiveAttempts", ANY);
    known.put("spark.speculation", FLAG);
    known.put("spark.speculation.multiplier", ANY);
    known.put("spark.speculation.quantile", ANY);
    known.put("spark.driver.maxResultSize", ANY);
    return known;
  }

  /** The names, each with its only legal values, or none where who reads it checks them. */
  public static Map<String, List<String>> all() {
    return Map.copyOf(KNOWN);
  }

  /**
   * Checks options that other engines may have been given too: settings of real Spark pass.
   *
   * @param job for errors
   * @throws JobFailed for a value that a switch does not know, and for a name that is a slip of one
   */
  public static void check(String job, RunOptions options) {
    options.conf().forEach((name, value) -> check(job, name, value));
  }

  /**
   * Checks options that only this engine is given.
   *
   * @param job for errors
   * @throws JobFailed as {@link #check}, and for any other name of Spark's that means nothing here
   */
  public static void checkOwn(String job, RunOptions options) {
    check(job, options);
    for (String name : options.conf().keySet()) {
      if (name.startsWith(SPARKS) && !KNOWN.containsKey(name)) {
        List<String> names = KNOWN.keySet().stream().filter(n -> n.startsWith(SPARKS)).toList();
        throw unknown(job, name, Names.didYouMean(name, names));
      }
    }
  }

  private static void check(String job, String name, String value) {
    List<String> legal = KNOWN.get(name);
    if (legal == null) {
      meant(name)
          .ifPresent(
              meant -> {
                throw unknown(job, name, Names.didYouMean(name, List.of(meant)));
              });
    } else if (!legal.isEmpty() && !legal.contains(value)) {
      throw new JobFailed(
          "job " + job + ": " + name + " is '" + value + "', it must be " + alternatives(legal));
    }
  }

  private static Optional<String> meant(String name) {
    return name.startsWith(OWN) || name.equals(NEIGHBOUR)
        ? Optional.empty()
        : Names.slipOf(name, List.copyOf(KNOWN.keySet()), SLIP);
  }

  private static JobFailed unknown(String job, String name, String suggestion) {
    return new JobFailed("job " + job + ": there is no switch '" + name + "'" + suggestion);
  }

  private static String alternatives(List<String> legal) {
    int last = legal.size() - 1;
    return String.join(", ", legal.subList(0, last)) + " or " + legal.get(last);
  }
}
