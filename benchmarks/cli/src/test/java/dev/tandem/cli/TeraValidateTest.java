package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeraValidateTest {
  @TempDir Path folder;

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void sortRows() {
    assertThat(Command.run("generate", "tera", "--size", "1000", "--output", path("rows")).code())
        .isZero();
    Command sort =
        Command.run("run", "terasort", "-e", "rdd", "-i", path("rows"), "-o", path("sorted"));
    assertThat(sort.err()).isEmpty();
  }

  @Test
  void acceptsWhatTerasortSorted() {
    sortRows();
    Command command = Command.run("teravalidate", path("sorted"), "--input", path("rows"));
    assertThat(command.out()).startsWith("checksum\t");
    assertThat(command.err()).contains("sorted, the same as in the input");
    assertThat(command.code()).isZero();
  }

  @Test
  void refusesRowsThatAreNotSorted() throws Exception {
    sortRows();
    Files.copy(
        folder.resolve("rows"),
        Files.createDirectory(folder.resolve("unsorted")).resolve("part-r-00000"));
    Command command = Command.run("teravalidate", path("unsorted"));
    assertThat(command.out()).startsWith("error\tmisorder in part-r-00000 between ");
    assertThat(command.err()).contains("unsorted is not sorted");
    assertThat(command.code()).isEqualTo(1);
  }

  @Test
  void refusesOtherRowsThanTheInput() throws Exception {
    sortRows();
    Files.delete(folder.resolve("sorted/part-r-00000"));
    Command command = Command.run("teravalidate", path("sorted"), "--input", path("rows"));
    assertThat(command.err()).contains("has other rows than its input");
    assertThat(command.code()).isEqualTo(1);
  }

  @Test
  void namesAFolderThatIsMissing() {
    Command command = Command.run("teravalidate", path("none"));
    assertThat(command.err()).contains("none");
    assertThat(command.code()).isNotZero();
  }
}
