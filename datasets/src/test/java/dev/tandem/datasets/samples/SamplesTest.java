package dev.tandem.datasets.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tandem.datasets.SampleRun;
import dev.tandem.datasets.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
  @TempDir Path folder;

  @Test
  void samplesAreWhatTheirRecipeMakes() throws IOException {
    Samples.extractTo(folder);
    Map<String, byte[]> files = SampleFiles.make(folder.resolve("scratch"));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      assertThat(folder.resolve(file.getKey())).hasBinaryContent(file.getValue());
    }
    for (String sample : Samples.names()) {
      files.put(sample + "/_card.md", Samples.card(sample).getBytes(UTF_8));
    }
    try (var index = Samples.class.getResourceAsStream("/samples/index.tsv")) {
      assertThat(new String(index.readAllBytes(), UTF_8)).isEqualTo(SampleFiles.index(files));
    }
  }

  @Test
  void namesAndCards() {
    assertThat(Samples.names())
        .containsExactly("edges", "islands", "labelled", "log", "points", "tera", "text", "visits");
    for (String sample : Samples.names()) {
      assertThat(Samples.card(sample))
          .startsWith("# " + sample + ":")
          .contains("| What |", "| Files |", "| Source |", "| Licence |", "What it teaches:");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.card("txt"))
        .withMessageContaining("did you mean 'text'?");
  }

  @Test
  void rightFilesAreLeftAloneAndWrongOnesReplaced() throws IOException {
    Path text = Samples.extractTo(folder, "text");
    Path untouched = text.resolve("garden.txt");
    Path changed = text.resolve("school.txt");
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(untouched, old);
    byte[] right = Files.readAllBytes(changed);
    byte[] wrong = right.clone();
    wrong[0] ^= 1;
    Files.write(changed, wrong);

    Samples.extractTo(folder, "text");
    assertThat(Files.getLastModifiedTime(untouched)).isEqualTo(old);
    assertThat(changed).hasBinaryContent(right);
    try (var entries = Files.list(text)) {
      assertThat(entries).hasSize(13);
    }
  }

  @Test
  void shippedJobsHaveARun() {
    assertThat(SampleRun.jobs())
        .containsExactly(
            "wordcount",
            "topwords",
            "grep",
            "inverted-index",
            "ngrams",
            "cooccurrence",
            "tfidf",
            "sort",
            "terasort",
            "distinct",
            "join",
            "join-sum",
            "aggregate",
            "secondary-sort",
            "pagerank",
            "connected-components",
            "kmeans",
            "logistic-regression",
            "access-log");
    assertThat(SampleRun.of("nonesuch")).isEmpty();
  }

  static List<String> jobs() {
    return SampleRun.jobs();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void runsReadFilesThatExist(String job) throws IOException {
    SampleRun run = SampleRun.of(job).orElseThrow();
    SampleRun.Extracted extracted = run.extractTo(folder);
    assertThat(extracted.inputs()).allSatisfy(input -> assertThat(input).exists());
    for (String name : run.pathParams()) {
      assertThat(Path.of(extracted.params().get(name))).isRegularFile();
    }
    assertThat(extracted.inputs().size() + run.pathParams().size()).isPositive();
    assertThat(extracted.params().keySet()).isEqualTo(run.params().keySet());
  }

  @Test
  void tablesHoldTheFaultsOfRealOnes() throws IOException {
    Path visits = Samples.extractTo(folder, "visits").resolve("visits.csv");
    String text = Files.readString(visits);
    assertThat(text)
        .contains("\"\"", ",\\N,", ",n/a,", ",NaN,", ",0x1F,", ", 7.25 ,", "\n\n", ",\"12,50\",");
    assertThat(text.lines().filter(line -> !line.isEmpty())).hasSize(1201);
    assertThat(List.of(text.split("\n")).get(0)).startsWith("sourceIP,destURL");
  }
}
