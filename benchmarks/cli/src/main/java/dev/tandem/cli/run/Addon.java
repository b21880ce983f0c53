package dev.tandem.cli.run;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
      "Apache Hadoop itself: the rounds of the MapReduce engine as its jobs, in its local runner or on YARN",
      "hadoop-native",
      "Hadoop programs of Mapper and Reducer, written by hand",
      List.of("mapreduce.", "yarn.", "fs.", "dfs.", "hadoop.", "io.", "ipc.")),
  /** Apache Spark. */
  SPARK(
      "spark",
      "real Apache Spark: the plan as RDDs, with our codecs, partitioners and sinks",
      "spark-native",
      "a program for Apache Spark as its own users write it: RDDs in Java, Kryo",
      List.of("spark.")),
  /** DuckDB, which has no engine for our plans. */
  DUCKDB(
      null,
      null,
      "duckdb",
      "SQL in DuckDB, inside this process but outside of its heap",
      List.of());

  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/.*");

  private final String engine;
  private final String engineAbout;
  private final String peer;
  private final String peerAbout;
  private final List<String> prefixes;

  Addon(String engine, String engineAbout, String peer, String peerAbout, List<String> prefixes) {
    this.engine = engine;
    this.engineAbout = engineAbout;
    this.peer = peer;
    this.peerAbout = peerAbout;
    this.prefixes = prefixes;
  }

  /** The names of their engines, each with what the engine says of itself; by name. */
  public static SortedMap<String, String> engines() {
    SortedMap<String, String> engines = new TreeMap<>();
    for (Addon addon : values()) {
      if (addon.engine != null) {
        engines.put(addon.engine, addon.engineAbout);
      }
    }
    return engines;
  }

  /** The names of their peers, each with what the peer says of itself; by name. */
  public static SortedMap<String, String> peers() {
    SortedMap<String, String> peers = new TreeMap<>();
    for (Addon addon : values()) {
      peers.put(addon.peer, addon.peerAbout);
    }
    return peers;
  }

  /** What the names of the system's own settings begin with; {@code --conf} hands them on. */
  public List<String> prefixes() {
    return prefixes;
  }

  /** The add-on whose engine has this name. */
  public static Optional<Addon> ofEngine(String name) {
    return Arrays.stream(values()).filter(addon -> name.equals(addon.engine)).findFirst();
  }

  /** Whether its engine is on the class path. */
  public boolean isHere() {
    return Tandem.engines().stream().map(Engine::name).anyMatch(name -> name.equals(engine));
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
