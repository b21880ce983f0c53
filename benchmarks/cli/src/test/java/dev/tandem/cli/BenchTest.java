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
