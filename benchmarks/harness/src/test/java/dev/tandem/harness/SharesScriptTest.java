package dev.tandem.harness;

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

/**
 * The script that shares out where time goes tells by the names of classes: one that was renamed
 * would become part of the rest without a word.
 */
class SharesScriptTest {
  private static final Path SCRIPT = Path.of("manual/shares");
  private static final Path ROOT = Path.of("../..");
  private static final Pattern RULE = Pattern.compile("is\\[\"\\w+\"] = \"(.*)\"");
  private static final Pattern NAME = Pattern.compile("[A-Z]\\w+");

  /** The names of the classes of both engines and of what they share. */
  private static Set<String> classes() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String part : new String[] {"mapreduce-engine/core", "shared-io"}) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
        files
            .filter(file -> file.toString().contains("src/main/java"))
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
      }
    }
    return names;
  }

  @Test
  void theClassesThatItNamesExist() throws IOException {
    Set<String> classes = classes();
    Matcher rule = RULE.matcher(Files.readString(SCRIPT));
    int named = 0;
    while (rule.find()) {
      Matcher name = NAME.matcher(rule.group(1));
      while (name.find()) {
        named++;
        String part = name.group();
        assertThat(classes).as(rule.group()).anyMatch(one -> one.contains(part));
      }
    }
    assertThat(named).isGreaterThan(20);
  }
}
