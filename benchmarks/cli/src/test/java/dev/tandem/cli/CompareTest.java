package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
  @TempDir Path folder;

  private Command compare(String... more) throws Exception {
    String input = Files.writeString(folder.resolve("in.txt"), "b a\nb\n").toString();
    String[] base = {
      "compare",
      "wordcount",
      "--engines",
      "fake-a,fake-b",
      "--input",
      input,
      "--partitions",
      "1",
      "--html",
      folder.resolve("page.html").toString()
    };
    String[] all = java.util.Arrays.copyOf(base, base.length + more.length);
    System.arraycopy(more, 0, all, base.length, more.length);
    return Command.run(all);
  }

  @Test
  void showsTheSameAnswerATableAndAPage() throws Exception {
    Command command = compare("--report", folder.resolve("r.json").toString());

    assertThat(command.code()).isZero();
    assertThat(command.err()).isEmpty();
    assertThat(command.out().lines().toList().get(0))
        .isEqualTo("wordcount on " + folder.resolve("in.txt") + " (1 file, 6 B)");
    assertThat(command.out()).contains("✓ same answer: 2 records, digest 2:");
    assertThat(command.out()).contains("fake-a   fake-b   fake-a/fake-b");
    assertThat(command.out())
        .contains("\nrecords read                             2        2            1.00\n");
    assertThat(command.out())
        .contains("A single cold run of each engine: for numbers use ./tandem bench.");
    assertThat(command.out()).contains("fake-a ran first");
    assertThat(command.out())
        .endsWith("page: " + folder.resolve("page.html") + "\n")
        .doesNotContain("\u001b");
    assertThat(folder.resolve("page.html")).content().contains("same answer", "fake-a", "fake-b");
    JsonNode json = new ObjectMapper().readTree(folder.resolve("r.json").toFile());
    assertThat(json.get("runs")).hasSize(2);
    assertThat(json.at("/verdict/same").booleanValue()).isTrue();
  }

  @Test
  void namesTheFirstDifferenceAndShowsNoTimes() throws Exception {
    Command command = compare("--conf", "x-fake.wrong=fake-b");

    assertThat(command.code()).isEqualTo(1);
    assertThat(command.out())
        .contains("✗ the answers differ: key '", "fake-a has", "fake-b has")
        .doesNotContain("\ntime")
        .doesNotContain(" ms");
    assertThat(folder.resolve("page.html"))
        .content()
        .contains("the answers differ")
        .doesNotContain(" ms<")
        .doesNotContain("timeline\"");
    assertThat(command.err()).contains("no times are shown");
  }

  @Test
  void keepsTheAnswersWhereAsked() throws Exception {
    Path kept = folder.resolve("kept");
    assertThat(compare("--output", kept.toString(), "--warmup").code()).isZero();
    assertThat(kept.resolve("fake-a/part-r-00000")).exists();
    assertThat(kept.resolve("fake-b/part-r-00000")).exists();
    Command again = compare("--output", kept.toString());
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("exists");
  }

  @Test
  void aRunThatFailsEndsTheComparison() throws Exception {
    Path bad = Files.write(folder.resolve("bad.gz"), new byte[] {1, 2, 3});
    Command command =
        Command.run(
            "compare",
            "wordcount",
            "--engines",
            "fake-a,fake-b",
            "--input",
            bad.toString(),
            "--no-html");
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.err()).contains("bad.gz");
    assertThat(command.out()).doesNotContain("same answer");
  }
}
