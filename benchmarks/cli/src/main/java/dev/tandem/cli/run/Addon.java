package dev.tandem.cli.run;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The real systems beside the embedded engines. Their jars are large and stay out of this program:
 * the launcher fetches them, and puts them on the class path, when somebody names one of their
 * engines or peers.
 */
public enum Addon {
  /** Apache Hadoop. */
  HADOOP(
      "hadoop",
      "real Apache Hadoop: each round is a job of its own, in the local runner or on a cluster",
      List.of("mapreduce.", "yarn.", "fs.", "dfs.", "hadoop.", "io.", "ipc.")),
  /** Apache Spark. */
  SPARK(
      "spark",
      "real Apache Spark: the plan becomes RDDs of Spark's Java API, in local mode or on a cluster",
      List.of("spark."));

  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/.*");

  private final String engine;
  private final String about;
  private final List<String> prefixes;

  Addon(String engine, String about, List<String> prefixes) {
    this.engine = engine;
    this.about = about;
    this.prefixes = prefixes;
  }

  /** The name of its engine. */
  public String engine() {
    return engine;
  }

  /** One sentence on how its engine executes a plan; the engine itself says the same. */
  public String about() {
    return about;
  }

  /** What the names of the system's own settings begin with; {@code --conf} hands them on. */
  public List<String> prefixes() {
    return prefixes;
  }

  /** The add-on whose engine has this name. */
  public static Optional<Addon> ofEngine(String name) {
    return Arrays.stream(values()).filter(addon -> addon.engine.equals(name)).findFirst();
  }

  /** Whether its engine is on the class path. */
  public boolean isHere() {
    return Tandem.engines().stream().map(Engine::name).anyMatch(engine::equals);
  }

  /** Whether a path is on another storage than local files: {@code hdfs://host/folder}. */
  public static boolean isRemote(String path) {
    return SCHEME.matcher(path).matches() && !path.startsWith("file:");
  }

  /**
   * Refuses a path on another storage for engines that know local files only.
   *
   * @param path an input or output
   * @param engines names of the engines that are to use it
   * @throws UsageError if one of them cannot
   */
  public static void checkPath(String path, List<String> engines) {
    if (!isRemote(path)) {
      return;
    }
    for (String name : engines) {
      if (ofEngine(name).isEmpty()) {
        throw new UsageError(
            "engine "
                + name
                + " uses local files, and cannot reach "
                + path
                + ": take --engine hadoop or --engine spark");
      }
    }
  }
}
