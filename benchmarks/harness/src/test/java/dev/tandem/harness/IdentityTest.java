package dev.tandem.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which program, which commit, which libraries. */
class IdentityTest {
  @TempDir Path folder;

  @Test
  void theBuildWroteTheVersionDown() {
    assertThat(Versions.suite()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    assertThat(Versions.of("rdd")).isEqualTo(Versions.suite());
  }

  @Test
  void librariesAreKnownByTheirJars() {
    String path =
        String.join(File.pathSeparator, "/x/classes", "/x/spark-core_2.13-4.2.0.jar", "y.jar");
    assertThat(Versions.library("spark-core_", path)).isEqualTo("4.2.0");
    assertThat(Versions.library("hadoop-client-api-", path)).isEqualTo("unknown");
  }

  @Test
  void aFolderWithoutGitHasNoCommit() {
    assertThat(GitState.suite(null).commit()).isEqualTo("unknown");
    assertThat(GitState.suite(folder)).isEqualTo(new Suite(Versions.suite(), "unknown", "unknown"));
  }

  @Test
  void changedSourcesAreDirty() throws Exception {
    assumeTrue(git("init", "-q") == 0, "there is no git on this system");
    Path source = Files.writeString(folder.resolve("a.txt"), "a");
    git("add", "a.txt");
    assertThat(commit()).isZero();
    Suite clean = GitState.suite(folder);
    assertThat(clean.commit()).matches("[0-9a-f]{40}");
    assertThat(clean.tree()).isEqualTo("clean");
    Files.writeString(source, "b");
    assertThat(GitState.suite(folder).tree()).isEqualTo("dirty");
  }

  /** Whatever the user has git do with commits: sign them, say, or run hooks. */
  private int commit() throws InterruptedException {
    return git(
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "core.hooksPath=/dev/null",
        "commit",
        "-q",
        "-m",
        "a");
  }

  private int git(String... words) throws InterruptedException {
    String[] command = new String[words.length + 3];
    System.arraycopy(words, 0, command, 3, words.length);
    command[0] = "git";
    command[1] = "-C";
    command[2] = folder.toString();
    try {
      return new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void contendersWhoseJarsAreMissingAreToldFromUnknownOnes() {
    assertThatThrownBy(() -> Contenders.of("spark-native"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the jars of 'spark-native' are not on the class path: start it with ./tandem");
    assertThatThrownBy(() -> Contenders.of("duckbd")).hasMessageContaining("did you mean 'duckdb'");
    assertThat(Contenders.all())
        .contains("mapreduce", "rdd", "baseline")
        .doesNotContain("reference");
    assertThat(Contenders.of("baseline").kind()).isEqualTo("peer");
    assertThat(Contenders.of("rdd").kind()).isEqualTo("engine");
  }
}
