package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class that has a twin in the other engine says so, and the twin says the same of it. */
class TwinsTest {
  private static final Path HERE = Path.of("src/main/java");
  private static final Path THERE = Path.of("../../rdd-engine/core/src/main/java");

  /** {@code Twin of RoundRunner of the MapReduce engine:}. */
  private static final Pattern TWIN = Pattern.compile("Twin of ([^:.]+)[:.]");

  /** A comment opens with it: the phrase somewhere in a class says nothing of the class. */
  private static final Pattern SAYS = Pattern.compile("/\\*\\*\\s+(\\*\\s+)?(No t|T)win of");

  private static final Pattern NAME = Pattern.compile("\\b[A-Z][a-z]\\w*\\b");

  /** The names of the twins of each class that has some; of the others none. */
  private static Map<String, Set<String>> twins(Path root) throws IOException {
    Map<String, Set<String>> twins = new TreeMap<>();
    texts(root)
        .forEach(
            (name, text) -> {
              Matcher said = TWIN.matcher(text);
              twins.put(name, said.find() ? names(said.group(1)) : Set.of());
            });
    return twins;
  }

  /** The sources by class, their comments in one line each. */
  private static Map<String, String> texts(Path root) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        if (!name.equals("package-info")) {
          texts.put(name, Files.readString(file).replaceAll("\\s+\\* ", " "));
        }
      }
    }
    return texts;
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(text);
    while (name.find()) {
      names.add(name.group());
    }
    names.remove("MapReduce");
    assertThat(names).as("a twin is named: " + text).isNotEmpty();
    return names;
  }

  @Test
  void twinsNameEachOther() throws IOException {
    assumeTrue(Files.isDirectory(THERE), "not beside the other engine's sources");
    Map<String, Set<String>> here = twins(HERE);
    Map<String, Set<String>> there = twins(THERE);
    assertThat(here.values()).filteredOn(names -> !names.isEmpty()).hasSizeGreaterThan(8);
    check(here, there);
    check(there, here);
  }

  /** Whoever expects a twin because of its name finds one, or is told that it is none. */
  @Test
  void classesOfOneNameAreTwinsOrSayThatTheyAreNot() throws IOException {
    assumeTrue(Files.isDirectory(THERE), "not beside the other engine's sources");
    Map<String, String> here = texts(HERE);
    Map<String, String> there = texts(THERE);
    Set<String> shared = new TreeSet<>(here.keySet());
    shared.retainAll(there.keySet());
    assertThat(shared).hasSizeGreaterThan(5);
    for (String name : shared) {
      assertThat(here.get(name)).as(name).containsPattern(SAYS);
      assertThat(there.get(name)).as(name).containsPattern(SAYS);
    }
  }

  private static void check(Map<String, Set<String>> these, Map<String, Set<String>> others) {
    these.forEach(
        (name, twins) -> {
          for (String twin : twins) {
            assertThat(others).as("the twin of " + name).containsKey(twin);
            assertThat(others.get(twin)).as("what " + twin + " is the twin of").contains(name);
          }
        });
  }
}
