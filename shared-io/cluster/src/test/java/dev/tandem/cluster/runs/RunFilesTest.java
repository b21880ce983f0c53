package dev.tandem.cluster.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cluster.FailingFiles;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {
  private static final FileStore FILES = LocalFileStore.INSTANCE;

  @TempDir Path folder;
  private String path;

  @BeforeEach
  void choosePath() {
    path = folder.resolve("run").toString();
  }

  private record Rec(byte[] key, byte[] value) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Rec that
          && Arrays.equals(key, that.key)
          && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(key);
    }
  }

  private static Rec rec(String key, String value) {
    return new Rec(key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
  }

  private List<Segment> write(List<List<Rec>> partitions) throws IOException {
    List<Segment> segments = new ArrayList<>();
    try (RunWriter writer = new RunWriter(FILES, path)) {
      for (List<Rec> partition : partitions) {
        for (Rec r : partition) {
          writer.write(r.key(), 0, r.key().length, r.value(), 0, r.value().length);
        }
        segments.add(writer.endSegment());
      }
    }
    return segments;
  }

  private List<Rec> read(Segment segment) throws IOException {
    List<Rec> found = new ArrayList<>();
    try (RunReader reader = new RunReader(FILES, path, segment)) {
      while (reader.next()) {
        byte[] b = reader.buffer();
        found.add(
            new Rec(
                Arrays.copyOfRange(b, reader.keyOffset(), reader.keyOffset() + reader.keyLength()),
                Arrays.copyOfRange(
                    b, reader.valueOffset(), reader.valueOffset() + reader.valueLength())));
      }
      assertThat(reader.next()).as("the end stays the end").isFalse();
      assertThat(reader.bytesRead()).isEqualTo(segment.bytes());
    }
    return found;
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Random random = new Random(7);
    List<List<Rec>> partitions = new ArrayList<>();
    int[] sizes = {0, 1, 5000, 0, 20};
    for (int size : sizes) {
      List<Rec> partition = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        byte[] key = new byte[random.nextInt(40)];
        byte[] value = new byte[random.nextInt(10) == 0 ? random.nextInt(5000) : random.nextInt(9)];
        random.nextBytes(key);
        random.nextBytes(value);
        partition.add(new Rec(key, value));
      }
      partitions.add(partition);
    }
    List<Segment> segments = write(partitions);
    for (int i = partitions.size() - 1; i >= 0; i--) {
      assertThat(read(segments.get(i))).isEqualTo(partitions.get(i));
      assertThat(segments.get(i).records()).isEqualTo(sizes[i]);
      assertThat(segments.get(i).payload())
          .isEqualTo(
              partitions.get(i).stream().mapToLong(r -> r.key().length + r.value().length).sum());
    }
    Segment last = segments.get(segments.size() - 1);
    assertThat(Files.size(Path.of(path))).isEqualTo(last.offset() + last.bytes());
  }

  @Test
  void recordsOfAnySizeAroundABlockAreReadBack() throws IOException {
    List<Rec> records = new ArrayList<>();
    for (int size :
        new int[] {
          65_520, 65_535, 65_536, 66_560, 66_561, 1, 500_000, 0, 65_500, 127, 128, 16_383, 16_384
        }) {
      byte[] value = new byte[size];
      Arrays.fill(value, (byte) size);
      records.add(new Rec(new byte[] {1, 2, 3}, value));
      records.add(new Rec(value, new byte[0]));
    }
    assertThat(read(write(List.of(records)).get(0))).isEqualTo(records);
  }

  @Test
  void everyFlippedBitIsDetected() throws IOException {
    List<Segment> segments =
        write(List.of(List.of(rec("a", "1"), rec("bb", "22")), List.of(), List.of(rec("c", ""))));
    byte[] good = Files.readAllBytes(Path.of(path));
    for (int bit = 0; bit < 8 * good.length; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(Path.of(path), bad);
      int at = bit;
      assertThatThrownBy(() -> readAll(segments))
          .as("bit %d", at)
          .isInstanceOf(CorruptDataException.class)
          .hasMessageContaining(path + ", byte ");
    }
  }

  @Test
  void everyTruncationIsDetected() throws IOException {
    List<Segment> segments =
        write(List.of(List.of(rec("a", "1"), rec("bb", "22")), List.of(rec("c", ""))));
    byte[] good = Files.readAllBytes(Path.of(path));
    for (int length = 0; length < good.length; length++) {
      Files.write(Path.of(path), Arrays.copyOf(good, length));
      assertThatThrownBy(() -> readAll(segments))
          .as("length %d", length)
          .isInstanceOf(CorruptDataException.class);
    }
  }

  @Test
  void anotherSegmentInTheSamePlaceIsDetected() throws IOException {
    List<Segment> segments = write(List.of(List.of(rec("a", "1")), List.of(rec("b", "2"))));
    byte[] bytes = Files.readAllBytes(Path.of(path));
    int size = (int) segments.get(0).bytes();
    int start = (int) segments.get(0).offset();
    byte[] swapped = bytes.clone();
    System.arraycopy(bytes, start, swapped, start + size, size);
    System.arraycopy(bytes, start + size, swapped, start, size);
    Files.write(Path.of(path), swapped);
    assertThatThrownBy(() -> read(segments.get(0))).isInstanceOf(CorruptDataException.class);
  }

  @Test
  void randomDamageOfALargeFileIsDetected() throws IOException {
    List<Rec> records = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      records.add(rec("key" + i, "value" + i));
    }
    List<Segment> segments = write(List.of(records));
    Random random = new Random(11);
    try (RandomAccessFile file = new RandomAccessFile(path, "rw")) {
      for (int i = 0; i < 10_000; i++) {
        int at = random.nextInt((int) file.length());
        int bit = 1 << random.nextInt(8);
        flip(file, at, bit);
        assertThatThrownBy(() -> readAll(segments)).isInstanceOf(CorruptDataException.class);
        flip(file, at, bit);
      }
    }
    readAll(segments);
  }

  private static void flip(RandomAccessFile file, int at, int bits) throws IOException {
    file.seek(at);
    int old = file.read();
    file.seek(at);
    file.write(old ^ bits);
  }

  private void readAll(List<Segment> segments) throws IOException {
    for (Segment segment : segments) {
      read(segment);
    }
  }

  /** A file with holes, where the first two gigabytes would be. */
  private static final class Sparse extends OutputStream {
    private final RandomAccessFile file;
    private long position;

    Sparse(String path) throws IOException {
      this.file = new RandomAccessFile(path, "rw");
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (position > Integer.MAX_VALUE) {
        file.seek(position);
        file.write(bytes, offset, length);
      }
      position += length;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Test
  void aSegmentBehindTwoGigabytesIsReadBack() throws IOException {
    FileStore sparse =
        (FileStore)
            Proxy.newProxyInstance(
                FileStore.class.getClassLoader(),
                new Class<?>[] {FileStore.class},
                (proxy, method, args) ->
                    method.getName().equals("create")
                        ? new Sparse(path)
                        : method.invoke(FILES, args));
    byte[] large = new byte[16 << 20];
    Segment first;
    Segment second;
    try (RunWriter writer = new RunWriter(sparse, path)) {
      for (int i = 0; i < 129; i++) {
        writer.write(large, 0, 1, large, 0, large.length);
      }
      first = writer.endSegment();
      writer.write(new byte[] {1}, 0, 1, new byte[] {2}, 0, 1);
      second = writer.endSegment();
      assertThat(writer.bytesWritten()).isEqualTo(Files.size(Path.of(path)));
    }
    assertThat(first.payload()).isEqualTo(129L * ((16 << 20) + 1)).isGreaterThan(1L << 31);
    assertThat(second.offset()).isEqualTo(first.offset() + first.bytes()).isGreaterThan(1L << 31);
    assertThat(read(second)).containsExactly(new Rec(new byte[] {1}, new byte[] {2}));
  }

  @Test
  void aFullDiskSaysWhatWasWrittenAndHowMuchIsFree() throws IOException {
    FailingFiles counting = new FailingFiles();
    writeOne(counting, folder.resolve("count").toString());
    for (int i = 1; i <= counting.calls(); i++) {
      FailingFiles failing = new FailingFiles(i, false);
      String file = folder.resolve("failing" + i).toString();
      assertThatThrownBy(() -> writeOne(failing, file))
          .isInstanceOf(IOException.class)
          .hasMessage("No space left on device while writing " + file + ", 42 bytes free");
    }
  }

  private static void writeOne(FileStore files, String file) throws IOException {
    try (RunWriter writer = new RunWriter(files, file)) {
      for (int i = 0; i < 3; i++) {
        byte[] value = new byte[50_000];
        writer.write(value, 0, 3, value, 0, value.length);
      }
      writer.endSegment();
    }
  }
}
