package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of Hadoop's properties says what the sources read, no more and no less. */
class PropertiesPageTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z][\\w.-]+)` \\| [^|]+ \\| (yes|no) \\|");
  private static final Pattern READ =
      Pattern.compile("static final String \\w+ =\\s*\"(map(?:reduce|red)?\\.[\\w.-]+)\"");

  @Test
  void honouredPropertiesAreThoseOfTheSources() throws IOException {
    Set<String> honoured = new TreeSet<>();
    Set<String> others = new TreeSet<>();
    Matcher row = ROW.matcher(Files.readString(Path.of("docs/properties.md")));
    while (row.find()) {
      (row.group(2).equals("yes") ? honoured : others).add(row.group(1));
    }
    Set<String> read = new TreeSet<>();
    for (String part : new String[] {"run", "shuffle"}) {
      try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/tandem/mapreduce", part))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          Matcher name = READ.matcher(Files.readString(file));
          while (name.find()) {
            read.add(name.group(1));
          }
        }
      }
    }
    assertThat(honoured).isEqualTo(read);
    assertThat(others).isNotEmpty().doesNotContainAnyElementsOf(read);
    assertThat(HadoopProperties.read())
        .as("a native job may set what a switch may, and nothing else is said to be heard")
        .containsAll(honoured)
        .doesNotContainAnyElementsOf(others);
    assertThat(HadoopProperties.known())
        .as("a row that Hadoop does not know")
        .containsAll(others.stream().filter(name -> name.startsWith("mapreduce.")).toList());
  }

  @Test
  void whatANativeJobMaySetIsReadSomewhere() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (!file.endsWith("HadoopProperties.java")) {
          sources.append(Files.readString(file));
        }
      }
    }
    assertThat(HadoopProperties.read())
        .allSatisfy(name -> assertThat(sources.indexOf('"' + name + '"')).as(name).isPositive());
  }
}
