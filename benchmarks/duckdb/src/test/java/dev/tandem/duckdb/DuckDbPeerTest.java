package dev.tandem.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.JobCatalog;
import dev.tandem.datasets.Datasets;
import dev.tandem.datasets.GenerateRequest;
import dev.tandem.datasets.SampleRun;
import dev.tandem.datasets.generate.DataSize;
import dev.tandem.formats.answer.AnswerCheck;
import dev.tandem.jobs.baseline.Baselines;
import java.io.ByteArrayOutputStream;
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

class DuckDbPeerTest {
  private static final Peer PEER = new DuckDbPeer();
  private static final String[] TEXT = {
    "a",
    "b",
    "The",
    "the",
    "x1",
    "\u00E9",
    "\u00C9t\u00E9",
    "\uD835\uDCB3",
    "\u0130",
    "\u03A3",
    "'",
    "\"",
    "\\",
    "|",
    ",",
    "\\N",
    "\uFEFF",
    "\u00A0",
    "\u2003",
    "\uD83D\uDE00",
    "0",
    "-",
    "\u000B",
    "\f",
    "\t",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\n",
    "\u0085",
    "\u2028",
    "\u0001"
  };

  @TempDir Path folder;

  /** The jobs whose sample run it can do. */
  static List<String> jobs() {
    return SampleRun.jobs().stream()
        .filter(job -> PEER.has(job, SampleRun.of(job).orElseThrow().params()))
        .toList();
  }

  private void run(String job, List<Path> inputs, Map<String, String> params, Path output)
      throws Exception {
    RunOptions options =
        RunOptions.defaults()
            .withNodes(1, 2)
            .withScratch(folder.resolve("scratch").toString())
            .withOutput(output.toString(), false);
    PEER.run(job, inputs.stream().map(Path::toString).toList(), params, options);
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  private void assertAlike(String job, List<Path> inputs, Map<String, String> params)
      throws Exception {
    assertThat(PEER.has(job, params)).isTrue();
    Path expected = Files.createDirectory(folder.resolve("expected"));
    Baselines.find(job).orElseThrow().run(inputs, params, expected.resolve("part-r-00000"));
    assertThat(expected.resolve("part-r-00000")).isNotEmptyFile();
    Path actual = folder.resolve("actual");
    run(job, inputs, params, actual);
    assertThat(
            AnswerCheck.of(JobCatalog.of(getClass().getClassLoader()).job(job).answer())
                .compare(LocalFileStore.INSTANCE, expected.toString(), actual.toString()))
        .as("the baseline (left) and DuckDB (right)")
        .isEmpty();
  }

  private static Map<String, String> params(String... pairs) {
    Map<String, String> params = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      params.put(pairs[i], pairs[i + 1]);
    }
    return params;
  }

  private static byte[] random(long seed, int pieces, boolean tidy) {
    Random random = new Random(seed);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int i = 0; i < pieces; i++) {
      if (!tidy && random.nextInt(40) == 0) {
        text.write(0x80 + random.nextInt(128));
      }
      if (!tidy && random.nextInt(20) == 0) {
        text.write('\r');
      }
      text.writeBytes(TEXT[random.nextInt(TEXT.length)].getBytes(StandardCharsets.UTF_8));
    }
    return text.toByteArray();
  }

  @Test
  void isFoundAndSaysWhatItCanDo() {
    assertThat(ServiceLoader.load(Peer.class)).extracting(Peer::name).contains("duckdb");
    assertThat(jobs())
        .containsExactly(
            "wordcount",
            "topwords",
            "ngrams",
            "sort",
            "distinct",
            "join",
            "join-sum",
            "aggregate",
            "pagerank",
            "kmeans");
    assertThat(PEER.has("terasort", Map.of())).isFalse();
    assertThat(PEER.has("pagerank", Map.of("separator", ","))).isFalse();
    assertThat(PEER.has("kmeans", Map.of("columns", "0"))).isFalse();
    assertThat(PEER.has("kmeans", Map.of("k", "101"))).isFalse();
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
    "topwords,words",
    "sort,",
    "distinct,",
    "ngrams,words",
    "ngrams,whitespace"
  })
  void agreesOnTidyText(String job, String tokens) throws Exception {
    Path text = Files.write(folder.resolve("text"), random(1, 3000, true));
    Path more = Files.write(folder.resolve("it's more"), random(2, 1000, true));
    assertAlike(job, List.of(text, more), tokens == null ? Map.of() : Map.of("tokens", tokens));
  }

  /** CRLF, lone CR, broken UTF-8, marks, compression, folders with hidden files. */
  @ParameterizedTest
  @CsvSource({
    "wordcount,whitespace",
    "wordcount,words",
    "topwords,letters",
    "sort,",
    "distinct,",
    "ngrams,letters"
  })
  void agreesOnUntidyText(String job, String tokens) throws Exception {
    Path texts = Files.createDirectories(folder.resolve("texts/deeper"));
    Files.write(texts.resolve("text"), random(3, 2000, false));
    Files.write(texts.resolve("_hidden"), random(4, 100, false));
    Files.write(texts.getParent().resolve("empty"), new byte[0]);
    Files.writeString(texts.getParent().resolve("marked"), "\uFEFFm\n\n\uFEFFx y\r\n\u0000 z z");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(texts.resolve("zipped.txt.gz")))) {
      out.write(random(5, 1000, false));
    }
    Map<String, String> params = tokens == null ? Map.of() : Map.of("tokens", tokens);
    assertAlike(job, List.of(texts.getParent()), params);
  }

  @Test
  void aNameIsNoPattern() throws Exception {
    Path star = Files.writeString(folder.resolve("a*"), "a b\n");
    Files.writeString(folder.resolve("ab"), "not asked for\n");
    Path set = Files.writeString(folder.resolve("[ab]"), "b c\n");
    assertAlike("wordcount", List.of(star, set), Map.of());
  }

  @Test
  void ngramsOfAnyLength() throws Exception {
    Path text =
        Files.writeString(folder.resolve("text"), "a b  a b\n\u0130x \u039F\u03A3 y\nc\n\n");
    assertAlike("ngrams", List.of(text), params("n", "1", "tokens", "words"));
  }

  @Test
  void nothingGivesNothing() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));
    Path nothing = Files.createDirectory(folder.resolve("nothing"));
    for (String job : List.of("wordcount", "topwords", "ngrams", "sort", "pagerank", "kmeans")) {
      for (Path input : List.of(empty, nothing)) {
        Path output = folder.resolve(job + "-of-" + input.getFileName());
        run(job, List.of(input), Map.of(), output);
        assertThat(output.resolve("part-r-00000")).isEmptyFile();
      }
    }
    Path output = folder.resolve("groups");
    run("aggregate", List.of(empty), Map.of("key", "0,1"), output);
    assertThat(output.resolve("part-r-00000")).isEmptyFile();
  }

  @ParameterizedTest
  @CsvSource({"spark,text", "graphx,number", "norm,number", "norm,text", "spark,number"})
  void agreesOnGraphs(String variant, String nodes) throws Exception {
    Path graph = folder.resolve("graph");
    Datasets.generate(GenerateRequest.of("web-graph", DataSize.rows(3000)).withSeed(4), graph);
    Files.writeString(graph, Files.readString(graph) + "#x\n\r\n 7  8\u000B9 \n+5 007");
    Map<String, String> params = params("variant", variant, "nodes", nodes, "damping", "0.7");
    assertAlike("pagerank", List.of(graph), params);
  }

  @Test
  void agreesOnPoints() throws Exception {
    Path points = folder.resolve("points");
    Map<String, String> cloud = Map.of("dims", "3", "k", "4");
    Datasets.generate(
        GenerateRequest.of("points", DataSize.rows(1500)).withSeed(4).withParams(cloud), points);
    Files.writeString(points, "\t1e1 -.5  5.\r\n\n" + Files.readString(points));
    assertAlike("kmeans", List.of(points), params("k", "7", "iterations", "6"));
  }

  @ParameterizedTest
  @CsvSource({"kmeans,1 2;3", "kmeans,1 NaN", "kmeans,1 1_0", "pagerank,a b;a"})
  void refusesMalformedRows(String job, String text) throws IOException {
    Path input = Files.writeString(folder.resolve("in"), text.replace(';', '\n'));
    assertThatThrownBy(() -> run(job, List.of(input), Map.of(), folder.resolve("out")))
        .isInstanceOf(Exception.class);
  }

  @Test
  void refusesNodesThatAreNoNumbers() throws IOException {
    Path input = Files.writeString(folder.resolve("in"), "1 1e3");
    assertThatThrownBy(
            () -> run("pagerank", List.of(input), Map.of("nodes", "number"), folder.resolve("o")))
        .hasMessageContaining("no whole number");
  }

  private Map<String, String> tables(String left, String right, String... more) throws IOException {
    Map<String, String> params = params(more);
    params.put("left", Files.writeString(folder.resolve("left"), left).toString());
    params.put("right", Files.writeString(folder.resolve("right"), right).toString());
    params.put("left-out", "1");
    params.put("right-out", "1");
    return params;
  }

  private static final String LEFT =
      "id,n\n\"a,\n1\",1.5\n\nb, 2 \n\"a,\n1\",.5\nb,NaN\nc,0x1p3\n\"\",7\n\\N,1\nb,5.\nb,+1e2\nt\\\t,4";
  private static final String RIGHT =
      "k,g\n\"a,\n1\",\"tab\t\"\nb,g\\\nb,\"q\"\"\"\n,empty\n\"\\N\",null\nz,none\nt\\\t,\\N\n";

  @ParameterizedTest
  @CsvSource({"match,", "never,", "match,\r", "never,' '"})
  void agreesOnSums(String nullKeys, String noise) throws Exception {
    String more = noise == null ? "" : "z" + noise + ",\"x\"" + noise.replace('\r', ' ') + "\n";
    String left = noise != null && noise.equals("\r") ? LEFT.replace("\n", "\r\n") : LEFT;
    String right = more.contains("\"x\" ") ? RIGHT + "y ,\" x\"\n" : RIGHT;
    assertAlike(
        "join-sum",
        List.of(),
        tables(left, right, "left-header", "true", "right-header", "true", "null-keys", nullKeys));
  }

  @ParameterizedTest
  @CsvSource({
    "inner,match",
    "left,never",
    "right,match",
    "right,never",
    "full,match",
    "full,never",
    "semi,match",
    "anti,never",
    "anti,match"
  })
  void agreesOnJoins(String type, String nullKeys) throws Exception {
    assertAlike(
        "join",
        List.of(),
        tables(LEFT, RIGHT, "left-header", "true", "type", type, "null-keys", nullKeys));
  }

  @ParameterizedTest
  @ValueSource(strings = {"|", "tsv", "::", ";"})
  void otherSeparatorsAreExact(String format) throws Exception {
    String separator = format.equals("tsv") ? "\t" : format;
    assertAlike(
        "join",
        List.of(),
        tables(
            "\"a|1|b\n\"a| \"2\"|\n|3|x\n\\N|4|y\n".replace("|", separator),
            "\"a|g\n\"|e\n\n|n\nb|x\n\"a|h\n".replace("|", separator),
            "left-format",
            format,
            "right-format",
            format,
            "type",
            "full"));
  }

  /** Quotes with blanks beside them, rows of different lengths, one column only. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a, \"b\",c\nx,y,z\n",
        "\"a\",b\n \"a\",b\n",
        "a,b\na,b,c\na,d\n",
        "a\n\nb\na\n",
        "\"\"\na\n",
        "\n\na,b\na,b\n",
        "a,b\"c\"d\na,\"b\"\"\"\n",
      })
  void cellsAreThoseOfTheJob(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("in"), text);
    String key = text.contains(",") ? "1,0" : "0";
    assertAlike("aggregate", List.of(file), Map.of("key", key));
  }

  @Test
  void totalsAreExact() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("in"),
            "g,0.1\ng,.2\ng, 0.3 \ng,-7.\nh,1\nh,2\nh,2\ni,x\ng,n/a\nh,999999999999999999.0000000001\n");
    assertAlike("aggregate", List.of(file), Map.of("key", "0", "value", "1"));
  }

  @Test
  void numbersThatDuckDbCannotHoldStopTheRun() throws IOException {
    Path file = Files.writeString(folder.resolve("in"), "g,0.12345678901\ng,1\n");
    assertThatThrownBy(
            () ->
                run(
                    "aggregate",
                    List.of(file),
                    Map.of("key", "0", "value", "1"),
                    folder.resolve("out")))
        .hasMessageContaining("a number is too long for DuckDB: 0.12345678901");
  }

  @Test
  void quotesBesideBlanksAreFoundAcrossBuffers() throws IOException {
    for (int before : new int[] {0, 1, 262_000, 262_080, 262_143, 262_144, 524_287}) {
      Path good = Files.writeString(folder.resolve("good"), "x".repeat(before) + "\"a b\",c\"\n");
      Path bad = Files.writeString(folder.resolve("bad"), "x".repeat(before) + ", \"a\",c\n");
      assertThat(Peek.hasQuoteBesideBlank(good.toString())).as("%d", before).isFalse();
      assertThat(Peek.hasQuoteBesideBlank(bad.toString())).as("%d", before).isTrue();
      Path cr = Files.writeString(folder.resolve("cr"), "x".repeat(before) + "\ry");
      assertThat(Peek.hasCarriageReturn(cr.toString())).as("%d", before).isTrue();
      assertThat(Peek.hasCarriageReturn(bad.toString())).isFalse();
    }
  }
}
