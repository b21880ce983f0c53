package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchRootTest {
  @TempDir Path folder;

  private Cluster cluster() {
    return new Cluster(
        "scratch", "none", RunOptions.defaults().withNodes(1, 1).withScratch(folder.toString()));
  }

  private List<Path> roots() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  @Test
  void everyRunHasARootOfItsOwnThatOthersCannotReadAndThatGoesWithIt() throws IOException {
    try (Cluster one = cluster();
        Cluster two = cluster()) {
      assertThat(roots()).hasSize(2);
      for (Path root : roots()) {
        if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
              .isEqualTo("rwx------");
        }
      }
      assertThat(one.log().warnings()).isEmpty();
      assertThat(two.log().warnings()).as("a living owner's root stays").isEmpty();
    }
    assertThat(roots()).isEmpty();
  }

  @Test
  void aThousandRunsThatStartTogetherHaveRootsOfTheirOwn() throws Exception {
    ExecutorService starts = Executors.newFixedThreadPool(8);
    try {
      List<Callable<String>> each =
          Collections.nCopies(
              1000, () -> ScratchRoot.create(LocalFileStore.INSTANCE, folder.toString()).path());
      Set<String> paths = new HashSet<>();
      for (Future<String> path : starts.invokeAll(each)) {
        assertThat(paths.add(path.get())).isTrue();
      }
    } finally {
      starts.shutdownNow();
    }
    assertThat(roots()).hasSize(1000);
  }

  @Test
  void theRootsOfKilledRunsAreRemovedAndOthersAreNot() throws IOException {
    Owner me = Owner.current();
    assumeTrue(me.startMillis() > 0, "the system does not tell when a process began");
    String prefix = "tandem-scratch-";
    Path reusedNumber =
        folder.resolve(prefix + new Owner(me.host(), me.pid(), me.startMillis() - 60_000) + "_r0");
    Path deadNumber = folder.resolve(prefix + new Owner(me.host(), 99_999_999L, 1) + "_r3");
    Path elsewhere = folder.resolve(prefix + new Owner("elsewhere", 1, 1) + "_r0");
    Path unrelated = folder.resolve("tandem-scratch-notes");
    for (Path path : List.of(reusedNumber, deadNumber, elsewhere, unrelated)) {
      Files.createDirectories(path.resolve("node0"));
      Files.writeString(path.resolve("node0/spill"), "x");
    }
    try (Cluster cluster = cluster()) {
      assertThat(cluster.log().warnings())
          .hasSize(2)
          .allMatch(w -> w.contains("of a run that was killed"));
    }
    assertThat(roots()).containsExactlyInAnyOrder(elsewhere, unrelated);
  }

  @Test
  void aScratchFolderThatCannotBeMadeIsOneClearLine() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "x");
    RunOptions options = RunOptions.defaults().withScratch(file.toString());
    assertThatThrownBy(() -> new Cluster("j", "none", options).close())
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("cannot make a scratch folder below " + file)
        .hasMessageContaining("--scratch");
  }

  @Test
  void whatCannotBeRemovedIsAWarning() {
    FailingFiles files = new FailingFiles(2, false);
    Cluster cluster =
        new Cluster(
            "scratch",
            "none",
            RunOptions.defaults().withNodes(1, 1).withScratch(folder.toString()).withFiles(files));
    cluster.close();
    assertThat(files.failed()).startsWith("delete");
    assertThat(cluster.log().warnings())
        .anyMatch(w -> w.contains("cannot remove the scratch folder"));
  }
}
