package dev.tandem.cluster.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cluster.Cluster;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.io.OutputCommitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstCommitTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"tandem,0", "tandem,1", "hadoop-v1,0", "hadoop-v1,1", "hadoop-v2,0", "hadoop-v2,1"})
  void ofTwoAttemptsTheFirstToCommitWinsWhole(String layout, int winner) throws IOException {
    Path out = folder.resolve("out");
    try (Cluster cluster =
        new Cluster(
            "j", "none", RunOptions.defaults().withScratch(folder.resolve("s").toString()))) {
      OutputTarget target =
          new OutputTarget(LocalFileStore.INSTANCE, out.toString(), false, cluster.log(), true);
      OutputCommitter committer =
          layout.equals("tandem")
              ? new StagingCommitter(target, () -> {})
              : new HadoopCommitter(target, () -> {}, layout.endsWith("2"));
      committer.setUpJob();
      for (int number = 0; number < 2; number++) {
        for (String part : new String[] {"a", "b"}) {
          Path file =
              Path.of(committer.attemptPath(new Attempt("unit: x/y", 0, number), "sub", part));
          Files.createDirectories(file.getParent());
          Files.writeString(file, "attempt " + number);
        }
      }
      assertThat(committer.commitTask(new Attempt("unit: x/y", 0, winner))).isTrue();
      assertThat(committer.commitTask(new Attempt("unit: x/y", 0, 1 - winner))).isFalse();
      committer.commitJob();
      committer.abortJob();
    }
    assertThat(out.resolve("sub/a")).hasContent("attempt " + winner);
    assertThat(out.resolve("sub/b")).hasContent("attempt " + winner);
    assertThat(out.resolve("_SUCCESS")).exists();
  }
}
