package dev.tandem.mapreduce.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cluster.Cluster;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.Shape;
import dev.tandem.mapreduce.plan.Intermediate;
import dev.tandem.testkit.fault.FaultyFiles;
import dev.tandem.testkit.fault.FaultyFiles.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results between rounds: there until they are dropped, files and all. */
class ResultStoreTest {
  private static final Intermediate DATA =
      new Intermediate(5, "sums", new Shape(null, Codecs.LONG), null, true, "reused");

  @TempDir Path folder;
  private Cluster cluster;
  private ResultStore store;

  @BeforeEach
  void open() {
    FaultyFiles files =
        new FaultyFiles().counting(path -> path.contains("unwilling")).failing(1, Mode.FAIL_BEFORE);
    RunOptions options =
        RunOptions.defaults().withScratch(folder.toString()).withNodes(2, 1).withFiles(files);
    cluster = new Cluster("test", "none", options);
    store = new ResultStore(cluster);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private static Path write(ResultStore store) throws IOException {
    Path files = Files.createDirectories(Path.of(store.folderOf(DATA)));
    Files.writeString(files.resolve("part-00000"), "1");
    store.add(new StoredResult(DATA, List.of()));
    return files;
  }

  @Test
  void aResultIsThereUntilItIsDroppedWithItsFiles() throws IOException {
    assertThat(store.contents()).isEmpty();
    Path files = write(store);
    assertThat(store.get(5).data()).isEqualTo(DATA);
    assertThat(store.contents()).isEqualTo(Map.of(5, DATA));
    store.drop(5);
    assertThat(files).doesNotExist();
    assertThat(store.contents()).isEmpty();
    assertThatThrownBy(() -> store.get(5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("operation 5 is not stored");
    store.drop(5);
    assertThat(cluster.log().warnings()).isEmpty();
  }

  @Test
  void itsFolderBelongsToTheRunAndToNoNode() {
    assertThat(cluster.nodes())
        .hasSize(2)
        .noneMatch(node -> store.folderOf(DATA).startsWith(node.scratch()));
    assertThat(store.folderOf(DATA)).startsWith(folder.toString()).endsWith("/dfs/result5");
  }

  @Test
  void whatCannotBeDeletedIsAWarning() throws IOException {
    ResultStore unwilling = new ResultStore(cluster, folder.resolve("unwilling").toString());
    Path files = write(unwilling);
    unwilling.drop(5);
    assertThat(files).exists();
    assertThat(unwilling.contents()).isEmpty();
    assertThat(cluster.log().warnings())
        .singleElement()
        .asString()
        .contains("cannot delete", "unwilling/result5", "injected failure");
  }
}
