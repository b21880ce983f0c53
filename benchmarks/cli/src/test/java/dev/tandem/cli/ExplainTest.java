package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
  @TempDir Path folder;

  @Test
  void aJobWithoutActionsIsExplainedWithoutReadingData() throws Exception {
    Path unreadable = Files.write(folder.resolve("broken.gz"), new byte[] {1, 2, 3});
    Command command =
        Command.run(
            "explain", "wordcount", "--engines", "fake-a,fake-b", "--input", unreadable.toString());
    assertThat(command.code()).isZero();
    assertThat(command.out())
        .contains(
            "LOGICAL PLAN",
            "GroupByKey",
            "FAKE-A: 1 stage",
            " │ FAKE-B: 1 stage",
            "SHUFFLE",
            "why: ");
    assertThat(command.out()).doesNotContain("on a sample");
    assertThat(command.out().lines())
        .allSatisfy(
            line ->
                assertThat(line.length()).isLessThanOrEqualTo(120 + folder.toString().length()));
  }

  @Test
  void actionsAreAnsweredOnASampleAndLoopsAreFolded() {
    Command command =
        Command.run(
            "explain", "kmeans", "--engines", "reference", "-p", "iterations=4", "-p", "k=5");
    assertThat(command.code()).isZero();
    assertThat(command.out().lines().findFirst().orElseThrow())
        .contains("on a sample", "1000 records");
    assertThat(command.out()).contains(", x 4", ": x 4");
  }

  @Test
  void inputsThatParametersNameAreToldOf() throws Exception {
    Path left = Files.writeString(folder.resolve("left.csv"), "1,a\n");
    Path right = Files.writeString(folder.resolve("right.csv"), "1,b\n");
    Command command =
        Command.run(
            "explain",
            "join",
            "--engines",
            "reference",
            "-p",
            "left=" + left,
            "-p",
            "right=" + right);
    assertThat(command.out().lines().findFirst().orElseThrow())
        .isEqualTo("plan of join on " + left + ", " + right);
  }

  @Test
  void loopsInsideOnePlanAreFoldedToo() {
    Command command =
        Command.run("explain", "pagerank", "--engines", "reference", "-p", "iterations=6");
    assertThat(command.out()).contains("x 6: the same");
  }
}
