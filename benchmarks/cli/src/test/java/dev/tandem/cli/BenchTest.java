package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {
  @TempDir static Path data;

  /** JMH runs once per machine at a time; here nobody cares for times. */
  @BeforeAll
  static void ignoreOthers() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void tablesAndJsonSayTheSame(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("bench.json");
    Path table = folder.resolve("bench.txt");
    Command bench =
        bench(
            "--engines",
            "fake-a,baseline",
            "--json",
            json.toString(),
            "--output",
            table.toString());
    assertThat(bench.code()).isZero();
    assertThat(bench.out())
        .startsWith("job         engine")
        .contains("fake-a", "time / baseline", "page cache");
    assertThat(table).content().isEqualTo(bench.out());
    assertThat(bench.errors())
        .contains("tandem: right answer: wordcount")
        .anyMatch(line -> line.startsWith("tandem: 2 turns of 2 runs: "));
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.at("/valid").asBoolean()).isTrue();
    assertThat(report.at("/resources/slots").asInt()).isEqualTo(1);
    assertThat(report.at("/jobs/0/results/0/forks/0/millis")).hasSize(1);
  }

  @Test
  void everyFormIsWrittenAndAnOlderOneCompared(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("old.json");
    assertThat(bench("--engines", "fake-a,baseline", "--json", json.toString()).code()).isZero();
    Path html = folder.resolve("page.html");
    Command bench =
        run(
            "--engines",
            "fake-a,baseline",
            "--cost",
            "--against",
            json.toString(),
            "--csv",
            folder.resolve("bench.csv").toString(),
            "--markdown",
            folder.resolve("bench.md").toString(),
            "--jmh-json",
            folder.resolve("jmh.json").toString(),
            "--html",
            html.toString());
    assertThat(bench.code()).isZero();
    assertThat(bench.out()).contains("COST", "Against that of").endsWith("page: " + html + "\n");
    assertThat(html).content().startsWith("<!doctype html>");
    assertThat(folder.resolve("bench.csv")).content().startsWith("job,contender,");
    assertThat(folder.resolve("bench.md")).content().contains("fake-a");
    assertThat(new ObjectMapper().readTree(folder.resolve("jmh.json").toFile())).hasSize(2);
  }

  @Test
  void whatIsNoOlderBenchmarkIsToldBeforeTheFirstRun(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("old.json"), "{}");
    Command bench = bench("--engines", "fake-a", "--against", file.toString());
    assertThat(bench.code()).isEqualTo(1);
    assertThat(bench.errors())
        .singleElement()
        .asString()
        .contains("old.json is no report of a benchmark");
  }

  @Test
  void theCheckIsCheckedWithOneEngineAgainstItself() {
    String line =
        "bench --aa --engines fake-a --slots 1 --forks 10 --warmup 0 --iterations 2 --data";
    List<String> args = new ArrayList<>(List.of(line.split(" ")));
    args.add(data.toString());
    Command bench = Command.run(args.toArray(String[]::new));
    assertThat(bench.out())
        .startsWith("A/A check: fake-a against itself on wordcount, 1 comparisons of 5 JVMs");
    assertThat(bench.code()).isZero();
  }

  @Test
  void aWrongAnswerHasNoTimeAndEndsWithOne() {
    Command bench = bench("--engines", "fake-a,fake-b", "--conf", "x-fake.wrong=fake-b");
    assertThat(bench.code()).isEqualTo(1);
    assertThat(bench.out().lines()).anyMatch(line -> line.matches(" +fake-b +WRONG"));
    assertThat(bench.out()).contains("✗ wordcount on fake-b: WRONG: key '");
  }

  @Test
  void aSignalEndsTheForkTooAndNothingIsLeft(@TempDir Path folder) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/bin/kill")) || Files.isExecutable(Path.of("/usr/bin/kill")),
        "there is no kill on this system");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Djmh.ignoreLock=true",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tandem.cli.Main",
                "bench",
                "--jobs",
                "wordcount",
                "--engines",
                "fake-a",
                "--conf",
                "x-fake.slow=true",
                "--forks",
                "1",
                "--data",
                folder.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.contains("1 turn of ")) {
        line = lines.readLine();
      }
      ProcessHandle fork = fork(process);
      process.toHandle().destroy(); // SIGTERM; the process itself would close the streams
      assertThat(lines.lines()).last().isEqualTo("tandem: stopped; nothing was left behind");
      assertThat(process.waitFor()).isEqualTo(143);
      assertThat(fork.isAlive()).isFalse();
      assertThat(folder.resolve("work")).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Waits until there is one. */
  private static ProcessHandle fork(Process process) {
    Optional<ProcessHandle> fork = Optional.empty();
    while (fork.isEmpty() && process.isAlive()) {
      fork = process.children().findFirst();
      Thread.onSpinWait();
    }
    return fork.orElseThrow();
  }

  private static Command bench(String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.add("--no-html");
    return run(args.toArray(String[]::new));
  }

  private static Command run(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "bench",
                "--jobs",
                "wordcount",
                "--forks",
                "0",
                "--warmup",
                "1",
                "--iterations",
                "1",
                "--slots",
                "1"));
    args.addAll(List.of("--data", data.toString()));
    args.addAll(List.of(more));
    return Command.run(args.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --profile tinny        | there is no profile 'tinny'; did you mean 'tiny'?
          --jobs wordcuont       | there is no benchmark of a job 'wordcuont'; did you mean 'wordcount'?
          --engines rddd         | there is no engine 'rddd'; did you mean 'rdd'?
          --engines fake-a,fake-a| engine 'fake-a' is named twice
          --forks -1             | --forks is -1, it must be at least 0
          --iterations 0         | --iterations is 0, it must be at least 1
          --heap 12q             | --heap is '12q', which is no size
          --heap 1m              | --heap is 1048576 bytes, it must be at least 16 MB
          --heap 64m --memory 1g | --memory is 1073741824 bytes, but the heap has only 67108864
          --slots 0              | --slots is 0, it must be at least 1
          --time-limit soon      | --time-limit is 'soon', which is no time: write e.g. 90s, 45m or 2h30m
          --time-limit 0s        | --time-limit must be above 0
          --scale-sizes 2        | --scale-sizes has 2, each part must be above 0 and below 1
          --engines rdd --cost   | add baseline to the engines
          --engines duckdb       | the jars of 'duckdb' are not on the class path: start it with ./tandem
          --cold --prof gc       | --prof does not go with --cold
          --cold --jmh-json x    | --jmh-json does not go with --cold
          --aa --engines rdd,mapreduce | --aa compares one engine with itself
          --csv .                | --csv is '.', which is a folder: name a file
          --conf x               | --conf is 'x', it must be key=value
          --iteration 1          | bench has no option '--iteration'; did you mean '--iterations'?
          --engines fake-a --prof gcc | JMH has no profiler 'gcc'
          """)
  void wrongUseIsRefused(String typed, String message) throws Exception {
    List<String> args = new ArrayList<>(List.of("bench"));
    args.addAll(List.of(typed.split(" ")));
    Command bench = Command.run(args.toArray(String[]::new));
    assertThat(bench.errors()).singleElement().asString().contains(message);
    assertThat(bench.code()).isEqualTo(2);
    assertThat(bench.out()).isEmpty();
    try (Stream<Path> nothing = Files.list(data)) {
      assertThat(nothing.filter(path -> path.endsWith("work"))).isEmpty();
    }
  }
}
