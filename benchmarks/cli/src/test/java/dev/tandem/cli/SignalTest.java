package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is stopped while its job works. */
class SignalTest {
  /** Of the atomic committer; an output is made that did not exist. */
  private static final int COMMIT_STEPS = 5;

  @TempDir Path folder;
  private Path temporary;
  private Path work;

  @BeforeEach
  void prepare() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/bin/kill")) || Files.isExecutable(Path.of("/usr/bin/kill")),
        "there is no kill on this system");
    assumeTrue(!ignoresInterrupts(), "this process ignores SIGINT, and so would its children");
    temporary = Files.createDirectory(folder.resolve("tmp"));
    work = Files.createDirectory(folder.resolve("work"));
    Files.write(folder.resolve("in.txt"), Collections.nCopies(10_000, "a line of words"));
  }

  /** As a background job of a script does; asked where there is a /proc. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.isReadable(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void aSignalEndsTheRun(String signal, int code) throws Exception {
    Process process = start("wordcount", "--engine", "fake-a", "--conf", "x-fake.slow=true");
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      waitFor("slow unit", lines);
      kill(signal, process);
      assertThat(lines.lines()).last().isEqualTo("tandem: stopped; nothing was left behind");
      ended(process, code);
    } finally {
      process.destroyForcibly();
    }
    nothingIsLeft();
  }

  /**
   * A fault makes the run hang in the phase and says so: then the signal comes, each one in each
   * phase; in the commit at each step.
   */
  @ParameterizedTest
  @CsvSource({
    "mapreduce, map.record",
    "mapreduce, map.spill.write",
    "mapreduce, merge.write",
    "mapreduce, shuffle.fetch",
    "mapreduce, reduce.record",
    "mapreduce, writer.close",
    "mapreduce, job.commit.step",
    "rdd, map.record",
    "rdd, shuffle.write",
    "rdd, shuffle.fetch",
    "rdd, reduce.record",
    "rdd, writer.close",
    "rdd, job.commit.step"
  })
  void aSignalEndsTheRunInEachPhase(String engine, String point) throws Exception {
    List<String> signals = List.of("INT", "TERM");
    int times = point.equals("job.commit.step") ? COMMIT_STEPS : signals.size();
    for (int i = 0; i < times; i++) {
      int hit = times == COMMIT_STEPS ? i + 1 : 1;
      Files.writeString(folder.resolve("faults"), point + " * 0 0 " + hit + " hang\n");
      Process process =
          start(
              "wordcount",
              "--engine",
              engine,
              "--faults",
              folder.resolve("faults").toString(),
              "--conf",
              engine.equals("rdd")
                  ? "shuffle=files"
                  : "mapreduce.task.io.sort.mb=" + (point.equals("merge.write") ? "0.001" : "1"));
      end(process, "it hangs until it is stopped", signals.get(i % signals.size()));
    }
  }

  private void end(Process process, String sign, String signal) throws Exception {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      waitFor(sign, lines);
      kill(signal, process);
      assertThat(lines.lines()).last().isEqualTo("tandem: stopped; nothing was left behind");
      ended(process, signal.equals("INT") ? 130 : 143);
    } finally {
      process.destroyForcibly();
    }
    nothingIsLeft();
  }

  @ParameterizedTest
  @CsvSource({"mapreduce, INT, 130", "rdd, TERM, 143"})
  void aSignalEndsTasksInTheMiddle(String engine, String signal, int code) throws Exception {
    String body =
        "try { Thread.sleep(100); } catch (InterruptedException e) { throw new RuntimeException(e); } out.emit(line);";
    Path jar =
        Jars.compile(
            Files.createDirectory(folder.resolve("jar")), "Slow", Jars.job("Slow", body), "Slow");
    Process process = start("mine", "--job-jar", jar.toString(), "--engine", engine);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      waitFor("task", lines);
      kill(signal, process);
      assertThat(lines.lines()).last().isEqualTo("tandem: stopped; nothing was left behind");
      ended(process, code);
    } finally {
      process.destroyForcibly();
    }
    nothingIsLeft();
  }

  @Test
  void aSecondSignalEndsTheProcessAtOnce() throws Exception {
    Process process =
        start(
            "wordcount",
            "--engine",
            "fake-a",
            "--conf",
            "x-fake.slow=true",
            "--conf",
            "x-fake.stubborn=true");
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      waitFor("slow unit", lines);
      kill("INT", process);
      waitFor("stopping", lines);
      kill("INT", process);
      ended(process, 130);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tandem.cli.Main",
                "run"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "--input",
            folder.resolve("in.txt").toString(),
            "--output",
            work.resolve("out").toString(),
            "--verbose"));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void waitFor(String text, BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.contains(text)) {
      line = lines.readLine();
    }
    assertThat(line).contains(text);
  }

  private static void kill(String signal, Process process) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
        .inheritIO()
        .start()
        .waitFor();
  }

  private static void ended(Process process, int code) throws Exception {
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(code);
  }

  private void nothingIsLeft() throws IOException {
    for (Path place : List.of(work, temporary)) {
      try (Stream<Path> left = Files.list(place)) {
        assertThat(left.filter(path -> !path.getFileName().toString().startsWith("hsperfdata")))
            .isEmpty();
      }
    }
  }
}
