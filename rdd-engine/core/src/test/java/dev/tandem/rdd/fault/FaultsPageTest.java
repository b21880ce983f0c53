package dev.tandem.rdd.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that the page of faults names exists, in this module or in one that it shares. */
class FaultsPageTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

  /** Where tests of shared parts are, seen from this module. */
  private static final List<String> PLACES =
      List.of("src/test", "../../shared-io", "../../benchmarks/cli/src/test");

  @Test
  void everyNamedTestExists() throws IOException {
    Map<String, String> sources = sources();
    List<String> missing = new ArrayList<>();
    int named = 0;
    Matcher each = NAMED.matcher(Files.readString(Path.of("docs/faults.md")));
    while (each.find()) {
      named++;
      if (!has(sources, each.group(1), each.group(2))) {
        missing.add(each.group());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(60);
  }

  /** In the class itself, or in one that it extends. */
  private static boolean has(Map<String, String> sources, String type, String method) {
    String source = sources.getOrDefault(type, "");
    if (Pattern.compile("\\b" + method + "\\(").matcher(source).find()) {
      return true;
    }
    Matcher parent = Pattern.compile("class " + type + " extends (\\w+)").matcher(source);
    return parent.find() && has(sources, parent.group(1), method);
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (String place : PLACES) {
      try (Stream<Path> files = Files.walk(Path.of(place))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString();
          sources.put(name.substring(0, name.length() - 5), Files.readString(file));
        }
      }
    }
    return sources;
  }
}
