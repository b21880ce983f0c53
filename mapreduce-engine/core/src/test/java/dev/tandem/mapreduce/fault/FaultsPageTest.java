package dev.tandem.mapreduce.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of faults names tests that exist, and has all rows. */
class FaultsPageTest {
  private static final Path PAGE = Path.of("docs/faults.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-F]\\d+) \\|.*$");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)(?:#(\\w+))?`");

  /** Caches, checkpoints and lineage are the other engine's: A10, A11, D12, D13; F5 neither's. */
  private static List<String> wanted() {
    List<String> rows = new ArrayList<>();
    add(rows, "A", 1, 9);
    add(rows, "A", 12, 20);
    add(rows, "B", 1, 13);
    add(rows, "C", 1, 11);
    add(rows, "D", 1, 11);
    add(rows, "D", 14, 14);
    add(rows, "E", 1, 4);
    add(rows, "F", 1, 4);
    return rows;
  }

  private static void add(List<String> rows, String group, int from, int to) {
    IntStream.rangeClosed(from, to).forEach(n -> rows.add(group + n));
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (String root :
        List.of("../../shared-io", "../../mapreduce-engine/core", "../../benchmarks/cli")) {
      assumeTrue(Files.isDirectory(Path.of(root)), "not beside the other modules' sources");
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    return sources;
  }

  @Test
  void everyRowIsThereAndNamesTestsThatExist() throws IOException {
    Map<String, String> sources = sources();
    List<String> rows = new ArrayList<>();
    List<String> untested = new ArrayList<>();
    Matcher row = ROW.matcher(Files.readString(PAGE));
    while (row.find()) {
      rows.add(row.group(1));
      Matcher test = TEST.matcher(row.group());
      int tests = 0;
      while (test.find()) {
        tests++;
        assertThat(sources).as(row.group(1)).containsKey(test.group(1));
        if (test.group(2) != null) {
          assertThat(sources.get(test.group(1)))
              .as("%s in %s", test.group(), row.group(1))
              .containsPattern("\\b" + test.group(2) + "\\(");
        }
      }
      if (tests == 0) {
        untested.add(row.group(1));
      }
    }
    assertThat(untested).as("rows that are only documented").containsExactly("D10");
    assertThat(rows).containsExactlyElementsOf(wanted());
  }
}
