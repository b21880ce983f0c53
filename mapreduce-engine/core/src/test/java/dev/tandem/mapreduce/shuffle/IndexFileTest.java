package dev.tandem.mapreduce.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFileTest {
  private static final FileStore FILES = LocalFileStore.INSTANCE;

  @TempDir Path folder;

  /** A run and its index; the partitions have as many records as given. */
  private Run write(String name, int... records) throws IOException {
    String path = folder.resolve(name).toString();
    List<Segment> segments = new ArrayList<>();
    try (RunWriter out = new RunWriter(FILES, path)) {
      for (int n : records) {
        for (int i = 0; i < n; i++) {
          out.write(new byte[] {(byte) i}, 0, 1, new byte[3], 0, 3);
        }
        segments.add(n == 0 ? Run.EMPTY : out.endSegment());
      }
    }
    Run run = new Run(path, segments, 0);
    IndexFile.write(FILES, run);
    return run;
  }

  private static Path index(Run run) {
    return Path.of(run.path() + ".index");
  }

  private static void assertCorrupt(Run run, String why) {
    for (int p = 0; p < run.segments().size(); p++) {
      int partition = p;
      assertThatThrownBy(() -> IndexFile.read(FILES, run, partition))
          .isInstanceOf(CorruptDataException.class)
          .hasMessageContaining(run.path() + ".index")
          .hasMessageContaining(why);
    }
    assertThat(IndexFile.isSound(FILES, run)).isFalse();
  }

  @Test
  void everyPartitionIsFoundWhereItWasWritten() throws IOException {
    Run run = write("spill0", 3, 0, 70_000, 1);
    for (int p = 0; p < 4; p++) {
      assertThat(IndexFile.read(FILES, run, p)).isEqualTo(run.segments().get(p));
    }
    assertThat(IndexFile.isSound(FILES, run)).isTrue();
  }

  @Test
  void theFirst24BytesOfAPartitionAreHadoops() throws IOException {
    Run run = write("spill0", 2, 5);
    byte[] bytes = Files.readAllBytes(index(run));
    assertThat(bytes).hasSize(5 + 2 * 36 + 4);
    ByteBuffer second = ByteBuffer.wrap(bytes, 5 + 36, 36);
    Segment at = run.segments().get(1);
    assertThat(second.getLong()).as("start").isEqualTo(at.offset());
    assertThat(second.getLong()).as("raw length").isEqualTo(5 * 4);
    assertThat(second.getLong()).as("part length").isEqualTo(at.bytes());
    assertThat(at.offset() + at.bytes()).isEqualTo(Files.size(Path.of(run.path())));
  }

  @Test
  void everyFlippedBitIsNoticed() throws IOException {
    Run run = write("spill0", 3, 0, 9);
    byte[] whole = Files.readAllBytes(index(run));
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(index(run), damaged);
      assertCorrupt(run, bit < 40 ? "not an index file" : "checksum");
    }
  }

  @Test
  void everyOtherLengthIsNoticed() throws IOException {
    Run run = write("spill0", 3, 0, 9);
    byte[] whole = Files.readAllBytes(index(run));
    for (int length = 0; length < whole.length + 80; length++) {
      if (length != whole.length) {
        Files.write(index(run), Arrays.copyOf(whole, length));
        assertCorrupt(run, "3 partitions has " + whole.length + " bytes");
      }
    }
  }

  @Test
  void theIndexOfAnotherAttemptOrWithOtherPartitionsIsNotBelieved() throws IOException {
    Run run = write("attempt0-spill0", 3, 9);
    Run other = write("attempt1-spill0", 3, 9);
    Files.copy(index(other), replaced(run));
    assertCorrupt(run, "another run's");
    Run fewer = new Run(other.path(), other.segments().subList(0, 1), 0);
    assertCorrupt(fewer, "1 partitions");
  }

  @Test
  void anIndexThatIsNotThereIsNamed() throws IOException {
    Run run = write("spill0", 3);
    replaced(run);
    assertThatThrownBy(() -> IndexFile.read(FILES, run, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("spill0.index");
    assertThat(IndexFile.isSound(FILES, run)).isFalse();
  }

  @Test
  void aPlaceOutsideOfTheRunIsRefused() throws IOException {
    Run run = write("spill0", 3, 9);
    byte[] file = Files.readAllBytes(Path.of(run.path()));
    Files.write(Path.of(run.path()), Arrays.copyOf(file, file.length - 1));
    assertThat(IndexFile.read(FILES, run, 0)).isEqualTo(run.segments().get(0));
    assertThatThrownBy(() -> IndexFile.read(FILES, run, 1))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("does not fit into a run of " + (file.length - 1) + " bytes");
    Files.delete(Path.of(run.path()));
    assertThatThrownBy(() -> IndexFile.read(FILES, run, 0)).isInstanceOf(NoSuchFileException.class);
  }

  /** The path of the index, where nothing is any more. */
  private static Path replaced(Run run) throws IOException {
    Files.delete(index(run));
    return index(run);
  }
}
