package dev.tandem.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.job.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
  @TempDir Path folder;
  private Path right;

  @BeforeEach
  void rightAnswer() throws IOException {
    right = output("right", "a\t1\nb\t2\n", "c\t3.0\n");
  }

  @Test
  void theSameLinesInOtherFilesAreRight() throws IOException {
    assertThat(judge(Answer.exact(), output("x", "c\t3.0\nb\t2\n", "", "a\t1\n")))
        .isEqualTo(Verdict.RIGHT);
  }

  @Test
  void aWrongValueIsNamed() throws IOException {
    assertThat(judge(Answer.exact(), output("x", "a\t1\nb\t5\nc\t3.0\n")))
        .isEqualTo(Verdict.wrong("key 'b' should have '2', but has '5'"));
  }

  @Test
  void orderMattersWhereTheJobSaysSo() throws IOException {
    Path swapped = output("x", "b\t2\na\t1\n", "c\t3.0\n");
    assertThat(judge(Answer.exact(), swapped)).isEqualTo(Verdict.RIGHT);
    assertThat(judge(Answer.exact().ordered(), swapped).status()).isEqualTo(Status.WRONG);
  }

  @Test
  void numbersMayDifferByTheTolerance() throws IOException {
    Path near = output("x", "a\t1\nb\t2\nc\t3.0000000001\n");
    assertThat(judge(Answer.numeric(), near)).isEqualTo(Verdict.RIGHT);
    assertThat(judge(Answer.exact(), near).status()).isEqualTo(Status.WRONG);
  }

  @Test
  void noOutputIsNoAnswer() {
    assertThat(judge(Answer.exact(), folder.resolve("missing")).status()).isEqualTo(Status.WRONG);
  }

  @Test
  void timesWithoutRightAnswersCannotBeHeld() {
    double[] times = {1};
    assertThatThrownBy(() -> new Round(Verdict.wrong("x"), times, List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new BenchReport.Result(
                    "x",
                    Status.FAILED,
                    "",
                    List.of(new BenchReport.Fork(1, times, List.of())),
                    null,
                    Map.of(),
                    Map.of(),
                    Usage.NONE,
                    List.of(),
                    Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Verdict judge(Answer answer, Path output) {
    return new Gate(answer, right).judge(output);
  }

  private Path output(String name, String... parts) throws IOException {
    Path output = Files.createDirectory(folder.resolve(name));
    for (int i = 0; i < parts.length; i++) {
      Files.writeString(output.resolve("part-r-0000" + i), parts[i]);
    }
    return output;
  }
}
