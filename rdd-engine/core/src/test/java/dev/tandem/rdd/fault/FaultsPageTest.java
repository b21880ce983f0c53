package dev.tandem.rdd.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of faults has all rows of the catalogue, and each names tests that exist. */
class FaultsPageTest {
  /** A line of a table, but for its head: the faults that it is about, if they have numbers. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (?!Fault )((?:[A-F]\\d+(?:, )?)*).*$");

  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)(?:#(\\w+))?`");

  /** Where tests of shared parts are, seen from this module. */
  private static final List<String> SHARED =
      List.of(
          "../../shared-io",
          "../../mapreduce-engine/core/src/test",
          "../../benchmarks/cli/src/test",
          "../../benchmarks/harness/src/test");

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(Path.of("docs/faults.md"))).results().toList();
  }

  @Test
  void everyFaultOfTheCatalogueHasARow() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    rows().forEach(row -> found.addAll(List.of(row.group(1).strip().split(", ?"))));
    found.remove("");
    TreeSet<String> catalogue = new TreeSet<>();
    Map.of("A", 20, "B", 13, "C", 11, "D", 14, "E", 4, "F", 5)
        .forEach(
            (section, last) ->
                IntStream.rangeClosed(1, last).forEach(n -> catalogue.add(section + n)));
    assertThat(found).isEqualTo(catalogue);
  }

  @Test
  void everyRowNamesTestsThatExist() throws IOException {
    Map<String, String> sources = sources();
    List<String> wrong = new ArrayList<>();
    List<String> untried = new ArrayList<>();
    int named = 0;
    for (MatchResult row : rows()) {
      int tests = 0;
      Matcher each = NAMED.matcher(row.group());
      while (each.find()) {
        boolean whole = each.group(2) == null;
        if (whole ? sources.containsKey(each.group(1)) : !has(sources, each)) {
          wrong.add(each.group());
        }
        tests += whole ? 0 : 1;
      }
      if (tests == 0) {
        untried.add(row.group(1).strip());
      }
      named += tests;
    }
    assertThat(wrong).as("named, but no method of a test").isEmpty();
    assertThat(untried).as("rows that are only said").isEmpty();
    assertThat(named).isGreaterThan(120);
  }

  private static boolean has(Map<String, String> sources, MatchResult test) {
    return has(sources, test.group(1), test.group(2));
  }

  /** In the class itself, or in one that it extends. */
  private static boolean has(Map<String, String> sources, String type, String method) {
    String source = sources.getOrDefault(type, "");
    if (Pattern.compile("\\b(void|Stream<DynamicTest>) " + method + "\\(").matcher(source).find()) {
      return true;
    }
    Matcher parent = Pattern.compile("class " + type + " extends (\\w+)").matcher(source);
    return parent.find() && has(sources, parent.group(1), method);
  }

  /** By the names of their classes; those of this module hide others of the same name. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (String place : SHARED) {
      below(place).forEach((name, source) -> sources.merge(name, source, String::concat));
    }
    sources.putAll(below("src/test"));
    return sources;
  }

  private static Map<String, String> below(String place) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of(place))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        sources.merge(name, Files.readString(file), String::concat);
      }
    }
    return sources;
  }
}
