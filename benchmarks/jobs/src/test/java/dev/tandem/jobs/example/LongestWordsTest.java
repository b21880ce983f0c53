package dev.tandem.jobs.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.testkit.JobTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The job that the README shows is the one that is compiled and run here. After a change: {@code
 * mvn -pl benchmarks/jobs test -Dtest=LongestWordsTest -Dtandem.golden=write} copies it there.
 */
class LongestWordsTest {
  private static final Path SOURCE =
      Path.of("src/test/java/dev/tandem/jobs/example/LongestWords.java");
  private static final Path README = Path.of("../../README.md");
  private static final Pattern BLOCK =
      Pattern.compile(
          "(<!-- example:LongestWords\\.java -->\n)(.*?)(<!-- /example -->)", Pattern.DOTALL);

  @Test
  void findsTheLongestWordOfEachLetter() {
    JobTester.of(new LongestWords())
        .input("An apple, an apron; a banana", "(Bread!) 42")
        .input("BUTTER apple", "")
        .expect("a\tapple", "b\tbanana");
  }

  @Test
  void isShort() throws IOException {
    String code = Files.readString(SOURCE).replaceFirst("(?s)^.*?(?=/\\*\\*)", "");
    assertThat(code.lines().count()).isLessThan(30);
  }

  @Test
  void isWhatTheReadmeShows() throws IOException {
    Assumptions.assumeTrue(Files.exists(README), "outside of the repository");
    String readme = Files.readString(README);
    Matcher block = BLOCK.matcher(readme);
    Assumptions.assumeTrue(block.find(), "the README shows another example");
    String expected = "```java\n" + withoutPackage() + "```\n";
    if ("write".equals(System.getProperty("tandem.golden"))) {
      Files.writeString(
          README, readme.substring(0, block.end(1)) + expected + readme.substring(block.start(3)));
    } else {
      assertThat(block.group(2)).isEqualTo(expected);
    }
  }

  private static String withoutPackage() throws IOException {
    return Files.readString(SOURCE).replaceFirst("^package .*;\n\n", "");
  }
}
