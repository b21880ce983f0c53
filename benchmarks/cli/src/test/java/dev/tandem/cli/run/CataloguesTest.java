package dev.tandem.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.rdd.run.RddSwitches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogues name what the engines' sources read, and nothing else. */
class CataloguesTest {
  private static final List<String> MODULES =
      List.of(
          "shared-io/cluster",
          "shared-io/testkit",
          "mapreduce-engine/core",
          "mapreduce-engine/hadoop",
          "rdd-engine/core",
          "rdd-engine/spark");

  /** A name as a literal, or the constants of a file that hands one to {@code conf}. */
  private static final Pattern SWITCH =
      Pattern.compile("(?:\\bconf|\\btyped\\.get)\\(\\s*\"([^\"]+)\"");

  private static final Pattern BY_CONSTANT = Pattern.compile("\\bconf\\(\\s*[A-Za-z]\\w*\\s*,");
  private static final Pattern CONSTANT =
      Pattern.compile("static final String \\w+ =\\s*\"([a-z]+(?:\\.[a-zA-Z-]+)+)\"");
  private static final Pattern POINT =
      Pattern.compile("(?:\\bfault(?:Before)?|\\bhit)\\(\\s*\"([^\"]+)\"");

  private static List<String> sources() throws IOException {
    return sources(MODULES);
  }

  private static List<String> sources(List<String> modules) throws IOException {
    Path root = Path.of("../..");
    assumeTrue(
        MODULES.stream().allMatch(module -> Files.isDirectory(root.resolve(module))),
        "not beside the engines' sources");
    List<String> sources = new java.util.ArrayList<>();
    for (String module : modules) {
      try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          sources.add(Files.readString(file));
        }
      }
    }
    return sources;
  }

  private static void find(Pattern pattern, String source, Set<String> found) {
    Matcher matcher = pattern.matcher(source);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
  }

  @Test
  void switchesAreThoseOfTheSources() throws Exception {
    Set<String> read = new TreeSet<>();
    for (String module : MODULES) {
      Set<String> found = new TreeSet<>();
      sources(List.of(module)).forEach(source -> switches(source, found));
      if (module.equals("rdd-engine/spark")) {
        found.removeIf(name -> name.startsWith("spark.")); // Spark's own
      }
      read.addAll(found);
    }
    assertThat(read.remove("faults")).isTrue(); // the option --faults
    assertThat(Switches.all().stream().map(Switches.Switch::name))
        .containsExactlyInAnyOrderElementsOf(read);
  }

  /** The engine checks its own switches, for programs that do not come through the command. */
  @Test
  void theRddEngineKnowsItsSwitchesAndTheirValues() {
    Map<String, List<String>> known = new TreeMap<>(RddSwitches.all());
    assertThat(known.remove("faults")).isEmpty(); // the option --faults
    Map<String, List<String>> listed = new TreeMap<>();
    for (Switches.Switch one : Switches.all()) {
      if (List.of(one.engine().split(", ")).contains("rdd")) {
        listed.put(one.name(), one.choices());
      } else {
        RddSwitches.check("test", RunOptions.defaults().withConf(one.name(), "any"));
      }
    }
    assertThat(known).isEqualTo(listed);
  }

  private static void switches(String source, Set<String> found) {
    find(SWITCH, source, found);
    if (BY_CONSTANT.matcher(source).find() && source.contains("RunOptions")) {
      find(CONSTANT, source, found);
    }
  }

  @Test
  void pointsAreThoseOfTheSources() throws Exception {
    Set<String> passed = new TreeSet<>();
    for (String source : sources()) {
      find(POINT, source, passed);
    }
    assertThat(FaultFile.names()).containsExactlyInAnyOrderElementsOf(passed);
  }

  @Test
  void actionsAreThoseOfThePlan() throws Exception {
    Set<String> known = new TreeSet<>();
    for (String source : sources()) {
      if (source.contains("enum FaultAction")) {
        find(Pattern.compile("(?m)^  ([A-Z_]+) \\{$"), source, known);
      }
    }
    assertThat(FaultFile.actionNames())
        .extracting(name -> name.toUpperCase(Locale.ROOT).replace('-', '_'))
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void settingsOfARealSystemPassForItsPeerToo() {
    Switches.check(
        Map.of("mapreduce.job.reduces", "3", "fs", "hdfs://x"), List.of("hadoop-native"));
    Switches.check(Map.of("spark.default.parallelism", "3"), List.of("spark-native"));
    assertThatThrownBy(
            () -> Switches.check(Map.of("mapreduce.job.reduces", "3"), List.of("streams")))
        .hasMessageContaining("--partitions");
  }
}
