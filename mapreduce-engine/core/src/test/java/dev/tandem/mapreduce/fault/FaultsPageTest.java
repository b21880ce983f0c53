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
  private static final Path OTHER_PAGE = Path.of("../../rdd-engine/core/docs/faults.md");
  private static final Pattern OTHERS =
      Pattern.compile("Rows of the other engine alone: ([^.]*)\\.");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-F]\\d+) \\|.*$");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)(?:#(\\w+))?`");

  /** The rows of the catalogue of faults. */
  private static List<String> all() {
    List<String> rows = new ArrayList<>();
    add(rows, "A", 20);
    add(rows, "B", 13);
    add(rows, "C", 11);
    add(rows, "D", 14);
    add(rows, "E", 4);
    add(rows, "F", 5);
    return rows;
  }

  private static void add(List<String> rows, String group, int last) {
    IntStream.rangeClosed(1, last).forEach(n -> rows.add(group + n));
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (String root :
        List.of(
            "../../shared-io",
            "../../mapreduce-engine/core",
            "../../benchmarks/cli",
            "../../benchmarks/harness")) {
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
  void everyRowIsThereOrOnThePageOfTheOtherEngine() throws IOException {
    String page = Files.readString(PAGE);
    Matcher others = OTHERS.matcher(page);
    assertThat(others.find()).isTrue();
    List<String> elsewhere =
        Pattern.compile("[A-F]\\d+")
            .matcher(others.group(1))
            .results()
            .map(row -> row.group())
            .toList();
    assumeTrue(Files.isRegularFile(OTHER_PAGE), "not beside the other engine's page");
    String otherPage = Files.readString(OTHER_PAGE);
    assertThat(elsewhere).allSatisfy(row -> assertThat(otherPage).contains("\n| " + row + " "));
    List<String> wanted = all();
    wanted.removeAll(elsewhere);
    assertThat(ROW.matcher(page).results().map(row -> row.group(1)))
        .containsExactlyElementsOf(wanted);
  }

  @Test
  void everyRowNamesTestsThatExist() throws IOException {
    Map<String, String> sources = sources();
    List<String> untested = new ArrayList<>();
    Matcher row = ROW.matcher(Files.readString(PAGE));
    while (row.find()) {
      Matcher test = TEST.matcher(row.group());
      int tests = 0;
      while (test.find()) {
        tests++;
        String named = test.group() + " in " + row.group(1);
        assertThat(test.group(2)).as("a whole class proves nothing: " + named).isNotNull();
        assertThat(sources).as(named).containsKey(test.group(1));
        assertThat(sources.get(test.group(1)))
            .as(named)
            .containsPattern("\\b" + test.group(2) + "\\(");
      }
      if (tests == 0) {
        untested.add(row.group(1));
      }
    }
    assertThat(untested).as("rows that are only documented").containsExactly("D10");
  }
}
