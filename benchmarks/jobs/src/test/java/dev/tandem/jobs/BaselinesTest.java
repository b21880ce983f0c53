package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobCatalog;
import dev.tandem.datasets.Datasets;
import dev.tandem.datasets.GenerateRequest;
import dev.tandem.datasets.SampleRun;
import dev.tandem.datasets.generate.DataSize;
import dev.tandem.jobs.baseline.Baseline;
import dev.tandem.jobs.baseline.Baselines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two independent implementations of each job, the flow on each engine and the loop by hand. */
class BaselinesTest {
  @TempDir Path folder;

  static List<String> jobs() {
    return SampleRun.jobs();
  }

  private void assertAlike(String job, List<Path> inputs, String... params) throws IOException {
    Map<String, String> typed = new java.util.LinkedHashMap<>();
    for (int i = 0; i < params.length; i += 2) {
      typed.put(params[i], params[i + 1]);
    }
    Runs.assertAlike(job, inputs, typed, folder);
  }

  private Path generated(String dataset, String rows, Map<String, String> params)
      throws IOException {
    Path file = folder.resolve(dataset + ".data");
    GenerateRequest request =
        GenerateRequest.of(dataset, DataSize.parse(rows)).withSeed(11).withParams(params);
    Datasets.generate(request, file);
    return file;
  }

  @Test
  void everyJobHasOne() {
    JobCatalog shipped = JobCatalog.of(getClass().getClassLoader());
    assertThat(Baselines.all()).extracting(Baseline::name).isEqualTo(SampleRun.jobs());
    assertThat(shipped.jobs())
        .extracting(Job::name)
        .containsExactlyInAnyOrderElementsOf(SampleRun.jobs());
    assertThat(Baselines.find("sorting")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void agreeOnTheSamples(String job) throws IOException {
    SampleRun.Extracted run = SampleRun.of(job).orElseThrow().extractTo(folder.resolve("samples"));
    Runs.assertAlike(job, run.inputs(), run.params(), folder);
  }

  @ParameterizedTest
  @CsvSource({
    "wordcount, whitespace",
    "wordcount, letters",
    "wordcount, words",
    "topwords, words",
    "inverted-index, letters"
  })
  void agreeOnProse(String job, String tokens) throws IOException {
    Path text = generated("zipf-text", "2000rows", Map.of("vocabulary", "3000", "style", "prose"));
    assertAlike(job, List.of(text), "tokens", tokens);
  }

  @Test
  void agreeOnLinesOfProse() throws IOException {
    Path text = generated("zipf-text", "2000rows", Map.of("vocabulary", "3000", "style", "prose"));
    assertAlike("grep", List.of(text), "pattern", "[a-z]*\\P{ASCII}[a-z]*");
  }

  @ParameterizedTest
  @CsvSource({"spark, text", "graphx, text", "norm, number", "spark, number"})
  void agreeOnAGraph(String variant, String nodes) throws IOException {
    Path graph = generated("web-graph", "3000rows", Map.of());
    assertAlike("pagerank", List.of(graph), "variant", variant, "nodes", nodes, "iterations", "4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inner", "left", "right", "full", "semi", "anti"})
  void agreeOnVisits(String type) throws IOException {
    Path visits = generated("visits", "1500rows", Map.of("pages", "150", "visitors", "40"));
    Path rankings = generated("rankings", "100rows", Map.of());
    assertAlike(
        "join",
        List.of(),
        "left",
        visits.toString(),
        "right",
        rankings.toString(),
        "left-key",
        "1",
        "left-out",
        "0,4",
        "right-out",
        "1,2",
        "type",
        type);
  }

  @Test
  void agreeOnRevenues() throws IOException {
    Path visits = generated("visits", "1500rows", Map.of("pages", "150", "visitors", "40"));
    assertAlike("aggregate", List.of(visits), "key", "5,6", "value", "3");
  }

  @Test
  void agreeOnPoints() throws IOException {
    Path points = generated("points", "1500rows", Map.of("dims", "3", "k", "4"));
    assertAlike("kmeans", List.of(points), "k", "6", "iterations", "7");
  }

  /** All that text may be: line ends of three kinds, a mark, broken UTF-8, no last line end. */
  @ParameterizedTest
  @ValueSource(strings = {"wordcount", "inverted-index", "sort", "distinct"})
  void agreeOnUntidyText(String job) throws IOException {
    Path texts = Files.createDirectories(folder.resolve("texts/deeper"));
    byte[] untidy =
        "\uFEFFone two\r\nthree\rfour\n\r\n\uFEFF\u00E9\u00E9 x\n\n caf\u00C3"
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream broken = new ByteArrayOutputStream();
    broken.write(untidy);
    broken.write(new byte[] {(byte) 0xC3, ' ', (byte) 0xFF, 'a', '\n', (byte) 0xE2, (byte) 0x82});
    Files.write(texts.resolve("broken.txt"), broken.toByteArray());
    Files.write(texts.resolve("_hidden"), untidy);
    Files.write(texts.getParent().resolve(".hidden"), untidy);
    Files.write(texts.getParent().resolve("empty.txt"), new byte[0]);
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(texts.resolve("zipped.txt.gz")))) {
      out.write(untidy);
    }
    try (OutputStream out =
        new BZip2CompressorOutputStream(Files.newOutputStream(texts.resolve("b.bz2")))) {
      out.write(untidy);
    }
    assertAlike(job, List.of(folder.resolve("texts")));
  }

  @Test
  void aBaseNameHasNoCompressionEnding() throws IOException {
    Path file = folder.resolve("doc.txt.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("x".getBytes(StandardCharsets.UTF_8));
    }
    assertAlike("inverted-index", List.of(file));
    assertThat(folder.resolve("baseline/part-r-00000")).hasContent("x\tdoc.txt");
  }

  @ParameterizedTest
  @CsvSource({"pagerank, a", "kmeans, a", "aggregate, '\"a'"})
  void refuseMalformedRows(String job, String line) throws IOException {
    Path file = Files.writeString(folder.resolve("in"), line);
    Baseline baseline = Baselines.find(job).orElseThrow();
    assertThatThrownBy(() -> baseline.run(List.of(file), Map.of("key", "0"), folder.resolve("out")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
