package dev.tandem.mapreduce.api.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of docs/native-api.md are those of this package, and they run. */
class PageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"WordCount", "SecondarySort", "WordCountKitTest"})
  void thePageHoldsTheProgram(String name) throws IOException {
    Path page = Path.of("docs/native-api.md");
    assumeTrue(Files.exists(page), "not beside the documentation");
    String source =
        Files.readString(
            Path.of("src/test/java/dev/tandem/mapreduce/api/examples/" + name + ".java"));
    String program = source.substring(source.indexOf("import "));
    assertThat(Files.readString(page)).contains("```java\n" + program + "```\n");
  }

  private String input(String text) throws IOException {
    return Files.writeString(folder.resolve("in.txt"), text).toString();
  }

  @Test
  void wordCountRuns() throws Exception {
    WordCount.main(new String[] {input("a b a\n"), folder.resolve("out").toString()});
    assertThat(folder.resolve("out/part-r-00000")).hasContent("a\t2\nb\t1");
  }

  @Test
  void secondarySortRuns() throws Exception {
    String readings = "1950 3\n1951 7\n1950 22\n1950 -11\n";
    SecondarySort.main(new String[] {input(readings), folder.resolve("out").toString()});
    assertThat(folder.resolve("out/part-r-00000")).hasContent("1950\t22 3 -11");
    assertThat(folder.resolve("out/part-r-00001")).hasContent("1951\t7");
  }
}
