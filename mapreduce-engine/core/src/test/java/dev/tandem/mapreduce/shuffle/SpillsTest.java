package dev.tandem.mapreduce.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillsTest {
  private static final FileStore FILES = LocalFileStore.INSTANCE;
  private static final int PARTITIONS = 3;

  @TempDir Path folder;

  private static Spills spills(long cache, int most) {
    RunOptions options =
        RunOptions.defaults()
            .withConf("mapreduce.task.index.cache.limit.bytes", String.valueOf(cache))
            .withConf("mapreduce.task.spill.files.count.limit", String.valueOf(most));
    return new Spills(FILES, PARTITIONS, SortSettings.of(options));
  }

  private Run spill(int number) throws IOException {
    String path = folder.resolve("spill" + number).toString();
    List<Segment> segments = new ArrayList<>();
    try (RunWriter out = new RunWriter(FILES, path)) {
      for (int p = 0; p < PARTITIONS; p++) {
        out.write(new byte[number + 1], 0, number + 1, new byte[p], 0, p);
        segments.add(p == 1 ? out.endSegment() : Run.EMPTY);
        if (p != 1) {
          out.endSegment();
        }
      }
    }
    return new Run(path, segments, number);
  }

  private List<Run> add(Spills spills, int count) throws IOException {
    List<Run> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      added.add(spill(i));
      spills.add(added.get(i));
    }
    return added;
  }

  private Path index(int number) {
    return folder.resolve("spill" + number + ".index");
  }

  @Test
  void indexesBeyondTheMemoryForThemAreFilesAndComeBackEqual() throws IOException {
    Spills spills = spills(2 * PARTITIONS * 24, -1);
    List<Run> added = add(spills, 4);
    assertThat(index(0)).doesNotExist();
    assertThat(index(1)).doesNotExist();
    assertThat(index(2)).exists();
    assertThat(index(3)).exists();
    assertThat(spills.all()).isEqualTo(added);
    spills.deleteIndexes();
    assertThat(index(2)).doesNotExist();
    assertThat(index(3)).doesNotExist();
  }

  @Test
  void aDamagedIndexIsNotBelieved() throws IOException {
    Spills spills = spills(0, -1);
    add(spills, 2);
    byte[] bytes = Files.readAllBytes(index(1));
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(index(1), damaged);
      assertThatThrownBy(spills::all)
          .isInstanceOf(CorruptDataException.class)
          .hasMessageContaining("spill1.index");
    }
  }

  @Test
  void thereAreNoMoreSpillsThanTheTaskMayMake() throws IOException {
    Spills spills = spills(1 << 20, 2);
    add(spills, 2);
    assertThatThrownBy(() -> spills.add(spill(2)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("3 spills")
        .hasMessageContaining("mapreduce.task.spill.files.count.limit allows 2");
  }
}
