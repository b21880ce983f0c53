package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.rdd.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that do not read, write without end, complain or outlive their task. */
@Timeout(300)
class PipeTest extends ApiTest {
  private Rdd<String> longLines(int lines) {
    return sc.parallelize(upTo(lines), 1).map(x -> "a line of some length ".repeat(20) + x);
  }

  private static boolean isWritten(Path pid) {
    try {
      return Files.exists(pid) && Files.readString(pid).endsWith("\n");
    } catch (IOException e) {
      return false;
    }
  }

  /** What has ended but was never waited for has a number, but no command any more. */
  private static boolean isAlive(Path pid) {
    try {
      long number = Long.parseLong(Files.readString(pid).strip());
      return ProcessHandle.of(number)
          .filter(ProcessHandle::isAlive)
          .flatMap(process -> process.info().command())
          .isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pipes lines through a script that writes the number of a process to {@code $PID}. */
  private static Rdd<String> signed(Rdd<String> lines, Path pid, String script) {
    return lines.pipe(List.of("sh", "-c", script), Map.of("PID", pid.toString()));
  }

  @Test
  void bothDirectionsMayBeFullAtTheSameTime() {
    assertThat(longLines(20_000).pipe("cat").count()).isEqualTo(20_000);
  }

  @Test
  void aTaskWhoseProcessDoesNotReadCanBeCancelledAndItsProcessIsKilled() throws Exception {
    Path pid = folder.resolve("pid");
    Rdd<String> stuck = signed(longLines(20_000), pid, "echo $$ > \"$PID\"; exec sleep 3600");
    FutureAction<Long> job = stuck.countAsync();
    Until.holds(() -> isWritten(pid));
    assertThat(isAlive(pid)).isTrue();
    job.cancel(true);
    Until.holds(() -> !isAlive(pid));
    assertThat(sc.parallelize(upTo(10), 4).count()).as("all slots are free").isEqualTo(10);
  }

  @Test
  void whoHasEnoughKillsAnEndlessProcessAndItsChildren() throws Exception {
    Path pid = folder.resolve("pid");
    // The child signs before it speaks, as three words are enough to have its parent killed, and
    // writes nothing more: a broken pipe would end it too.
    String endless = "sh -c 'echo $$ > \"$PID\"; echo y; echo y; echo y; exec sleep 3600' & wait";
    assertThat(signed(longLines(1), pid, endless).take(3)).containsExactly("y", "y", "y");
    Until.holds(() -> isWritten(pid) && !isAlive(pid));
  }

  @Test
  void aFailureBehindKillsTheProcess() throws Exception {
    Path pid = folder.resolve("pid");
    Rdd<Integer> failing =
        signed(longLines(1), pid, "echo $$ > \"$PID\"; exec yes")
            .map(
                line -> {
                  throw new IllegalStateException("behind " + line);
                });
    assertThatThrownBy(failing::count).hasMessageContaining("behind y");
    Until.holds(() -> !isAlive(pid));
  }

  @Test
  void aProcessGetsOnlySoFarAheadOfItsTask() throws Exception {
    List<Object> come = new ArrayList<>();
    Process yes = new ProcessBuilder("yes", "a line").start();
    try (PipedProcess process = new PipedProcess(yes, StandardCharsets.UTF_8, 1)) {
      for (int i = 0; i < 5; i++) {
        Until.holds(() -> process.held() > PipedProcess.MOST_CHARS);
        assertThat(process.held()).isLessThan(PipedProcess.MOST_CHARS + 100);
        process.write("more", (key, value) -> come.add(value));
      }
    }
    assertThat(come).hasSizeGreaterThan(10_000).containsOnly("a line");
    assertThat(yes.waitFor()).isNotZero();
  }

  @Test
  void theLastWordsOfAFailedProcessAreInTheMessage() {
    String script = "cat > /dev/null; for i in $(seq 1 5000); do echo word $i >&2; done; exit 7";
    assertThatThrownBy(() -> longLines(3).pipe(List.of("sh", "-c", script)).count())
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("Subprocess exited with status 7. Command ran: sh -c")
        .hasMessageContaining("word 5000");
  }

  @Test
  void whoDoesNotReadEverythingIsJudgedByItsStatus() {
    assertThat(longLines(20_000).pipe("head -n 1").count()).isEqualTo(1);
    assertThatThrownBy(() -> longLines(20_000).pipe("false").count())
        .hasMessageContaining("exited with status 1");
    assertThatThrownBy(() -> longLines(1).pipe("/no/such/program").count())
        .hasMessageContaining("/no/such/program");
  }

  @Test
  void aSignalIsAStatusToo() {
    assertThatThrownBy(() -> longLines(1).pipe(List.of("sh", "-c", "kill -9 $$")).count())
        .hasMessageContaining("exited with status 137");
  }

  @Test
  void anEncodingThatCannotEncodeIsAFailureAndNoEndlessWait() {
    Rdd<String> decodeOnly =
        longLines(1).pipe(List.of("cat"), Map.of(), false, 8192, "x-JISAutoDetect");
    assertThatThrownBy(decodeOnly::count)
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("nothing can be written to a process");
  }

  @Test
  void anEncodingThatDoesNotExistStartsNoProcess() {
    Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
    Rdd<String> odd = longLines(1).pipe(List.of("cat"), Map.of(), false, 8192, "no-such-encoding");
    assertThatThrownBy(odd::collect).hasMessageContaining("no-such-encoding");
    assertThat(ProcessHandle.current().children()).isSubsetOf(before);
  }

  @Test
  void eachProcessOfATaskHasAFolderOfItsOwn() {
    List<String> script = List.of("sh", "-c", "cat > /dev/null; touch $$; ls | wc -l");
    Rdd<String> counted = sc.parallelize(upTo(4), 2).pipe(script, Map.of(), true, 8192, "UTF-8");
    assertThat(counted.coalesce(1).map(String::strip).collect()).containsExactly("1", "1");
  }
}
