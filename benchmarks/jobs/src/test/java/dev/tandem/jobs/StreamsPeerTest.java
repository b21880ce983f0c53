package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.datasets.Datasets;
import dev.tandem.datasets.GenerateRequest;
import dev.tandem.datasets.SampleRun;
import dev.tandem.datasets.generate.DataSize;
import dev.tandem.formats.answer.AnswerCheck;
import dev.tandem.jobs.baseline.Baselines;
import dev.tandem.jobs.streams.BytesPeer;
import dev.tandem.jobs.streams.StreamsPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsPeerTest {
  private static final Peer PEER = new StreamsPeer();
  private static final Peer BYTES = new BytesPeer();

  @TempDir Path folder;

  /** The jobs whose sample run it can do. */
  static List<String> jobs() {
    return SampleRun.jobs().stream()
        .filter(job -> PEER.has(job, SampleRun.of(job).orElseThrow().params()))
        .toList();
  }

  private void assertAlike(String job, List<Path> inputs, Map<String, String> params)
      throws Exception {
    assertAlike(PEER, job, inputs, params);
  }

  private void assertAlike(Peer peer, String job, List<Path> inputs, Map<String, String> params)
      throws Exception {
    assertThat(peer.has(job, params)).isTrue();
    Path expected = Files.createDirectory(folder.resolve("expected"));
    Baselines.find(job).orElseThrow().run(inputs, params, expected.resolve("part-r-00000"));
    assertThat(expected.resolve("part-r-00000")).isNotEmptyFile();
    Path actual = folder.resolve("actual");
    List<String> paths = inputs.stream().map(Path::toString).toList();
    peer.run(job, paths, params, Runs.options(folder).withOutput(actual.toString(), false));
    assertThat(
            AnswerCheck.of(Runs.job(job).answer())
                .compare(LocalFileStore.INSTANCE, expected.toString(), actual.toString()))
        .as("the baseline (left) and the peer (right)")
        .isEmpty();
  }

  private static Map<String, String> params(String... pairs) {
    Map<String, String> params = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      params.put(pairs[i], pairs[i + 1]);
    }
    return params;
  }

  @Test
  void isFoundAndSaysWhatItCanDo() {
    assertThat(ServiceLoader.load(Peer.class)).extracting(Peer::name).contains("streams");
    assertThat(jobs())
        .containsExactly(
            "wordcount",
            "topwords",
            "sort",
            "terasort",
            "distinct",
            "join-sum",
            "pagerank",
            "kmeans");
    assertThat(PEER.has("grep", Map.of())).isFalse();
    assertThat(PEER.has("pagerank", Map.of("separator", ","))).isFalse();
    assertThat(PEER.has("kmeans", Map.of("header", "true"))).isFalse();
    assertThat(PEER.has("join-sum", Map.of("left-key", "0,1"))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void agreesOnTheSamples(String job) throws Exception {
    SampleRun.Extracted run = SampleRun.of(job).orElseThrow().extractTo(folder.resolve("samples"));
    assertAlike(job, run.inputs(), run.params());
  }

  @ParameterizedTest
  @CsvSource({
    "wordcount,whitespace",
    "wordcount,letters",
    "wordcount,words",
    "topwords,letters",
    "sort,",
    "distinct,"
  })
  void agreesOnRandomText(String job, String tokens) throws Exception {
    Map<String, String> params = tokens == null ? Map.of() : Map.of("tokens", tokens);
    assertAlike(job, List.of(randomTexts()), params);
  }

  /** Malformed bytes too, which are many tokens before they are one. */
  @Test
  void bytesAgreeOnRandomText() throws Exception {
    assertAlike(BYTES, "wordcount", List.of(randomTexts()), Map.of("records", "bytes"));
  }

  /** So many tokens of all lengths that tables grow. */
  @Test
  void bytesAgreeOnManyTokens() throws Exception {
    Path text = folder.resolve("text");
    Datasets.generate(GenerateRequest.of("zipf-text", DataSize.parse("2MB")).withSeed(4), text);
    assertAlike(BYTES, "wordcount", List.of(text), Map.of("records", "bytes"));
  }

  @Test
  void bytesAreAskedForAndKnowNoLetters() {
    assertThat(ServiceLoader.load(Peer.class)).extracting(Peer::name).contains("bytes");
    assertThat(BYTES.has("wordcount", Map.of())).isFalse();
    assertThat(BYTES.has("wordcount", Map.of("records", "bytes", "tokens", "words"))).isFalse();
    assertThat(BYTES.has("topwords", Map.of("records", "bytes"))).isFalse();
    assertThat(PEER.has("wordcount", Map.of("records", "bytes"))).isFalse();
  }

  private Path randomTexts() throws IOException {
    Path texts = Files.createDirectories(folder.resolve("texts/deeper"));
    for (int i = 0; i < 4; i++) {
      Files.write(texts.resolve("text" + i), RandomText.bytes(i, 300 * i));
    }
    Files.write(texts.resolve("_hidden"), RandomText.bytes(9, 100));
    Files.writeString(texts.getParent().resolve("marked"), "\uFEFFmark\n\n\uFEFFx");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(texts.resolve("zipped.txt.gz")))) {
      out.write(RandomText.bytes(5, 1000));
    }
    return texts.getParent();
  }

  /** More than one piece, with lines over the border of two. */
  @ParameterizedTest
  @ValueSource(strings = {"sort", "wordcount"})
  void agreesOnSeveralPieces(String job) throws Exception {
    Path text = folder.resolve("text");
    try (OutputStream out = Files.newOutputStream(text)) {
      Random random = new Random(3);
      for (int i = 0; i < 20; i++) {
        byte[] line =
            ("line " + random.nextInt(9) + " x".repeat(500_000)).getBytes(StandardCharsets.UTF_8);
        out.write(line);
        out.write((i % 3 == 0 ? "\r\n" : "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    assertAlike(job, List.of(text), Map.of());
  }

  @ParameterizedTest
  @CsvSource({"spark,text", "graphx,number", "norm,number", "norm,text", "spark,number"})
  void agreesOnGraphs(String variant, String nodes) throws Exception {
    Path graph = folder.resolve("graph");
    Datasets.generate(GenerateRequest.of("web-graph", DataSize.rows(3000)).withSeed(4), graph);
    Map<String, String> params = params("variant", variant, "nodes", nodes, "damping", "0.7");
    assertAlike("pagerank", List.of(graph), params);
  }

  @Test
  void nodesMayBeAnyNumbers() throws Exception {
    Path graph = folder.resolve("graph");
    Files.writeString(graph, "-5 9000000000\n\n9000000000 7\n7 7\r\n7 -5 x\n-5 9000000000\n");
    assertAlike("pagerank", List.of(graph), params("nodes", "number", "variant", "norm"));
  }

  @Test
  void agreesOnPoints() throws Exception {
    Path points = folder.resolve("points");
    Map<String, String> cloud = Map.of("dims", "3", "k", "4");
    Datasets.generate(
        GenerateRequest.of("points", DataSize.rows(1500)).withSeed(4).withParams(cloud), points);
    assertAlike("kmeans", List.of(points), params("k", "7", "iterations", "6"));
  }

  @Test
  void refusesMalformedPointsAndEdges() throws IOException {
    String input = Files.writeString(folder.resolve("in"), "1 2\n1 NaN\n3\n").toString();
    for (String job : List.of("kmeans", "pagerank")) {
      String output = folder.resolve(job).toString();
      assertThatThrownBy(
              () ->
                  PEER.run(
                      job,
                      List.of(input),
                      Map.of(),
                      Runs.options(folder).withOutput(output, false)))
          .hasStackTraceContaining("IllegalArgumentException");
    }
  }

  @Test
  void rowsMayBeQuotedOverLineBreaks() throws Exception {
    Path left = folder.resolve("left.csv");
    Path right = folder.resolve("right.csv");
    Files.writeString(
        left,
        "id,n,x\n\n\"a,\n1\",1.5,\"\"\"\n\"\r\nb, 2 ,\n\"a,\n1\",.5,\nb,NaN,\nc,0x1p3,\r,7,\n\\N,1,");
    Files.writeString(
        right, "k,g\n\"a,\n1\",\"tab\t\"\nb,g\\\nb,\"q\"\"\"\n,empty\n\"\\N\",null\nz,none\n");
    Map<String, String> params =
        params(
            "left",
            left.toString(),
            "right",
            right.toString(),
            "left-header",
            "true",
            "right-header",
            "true",
            "left-out",
            "1",
            "right-out",
            "1");
    assertAlike("join-sum", List.of(), params);
  }

  @ParameterizedTest
  @CsvSource({"|,match", "|,never", "tsv,never", "::,match"})
  void otherSeparatorsAreExact(String format, String nullKeys) throws Exception {
    Path left = folder.resolve("left");
    Path right = folder.resolve("right");
    String separator = format.equals("tsv") ? "\t" : format;
    Files.writeString(left, "\"a|1|b\n\"a|2|\n|3|x\n\\N|4|y\n".replace("|", separator));
    Files.writeString(right, "\"a|g\"\n|e\n\\N|n\nb|x\n\"a|h\n".replace("|", separator));
    Map<String, String> params =
        params(
            "left",
            left.toString(),
            "right",
            right.toString(),
            "left-format",
            format,
            "right-format",
            format,
            "left-out",
            "1",
            "right-out",
            "1",
            "null-keys",
            nullKeys);
    assertAlike("join-sum", List.of(), params);
  }
}
