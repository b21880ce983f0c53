package dev.tandem.cluster.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressedRunsTest {
  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("run");
  }

  private Segment write(RunCompression compression, List<byte[]> values) throws IOException {
    Files.deleteIfExists(path);
    try (RunWriter out = new RunWriter(LocalFileStore.INSTANCE, path.toString(), compression)) {
      for (byte[] value : values) {
        out.write(value, 0, 0, value, 0, value.length);
      }
      return out.endSegment();
    }
  }

  private List<byte[]> read(Segment segment) throws IOException {
    List<byte[]> values = new ArrayList<>();
    try (RunReader in = new RunReader(LocalFileStore.INSTANCE, path.toString(), segment)) {
      while (in.next()) {
        int from = in.valueOffset();
        values.add(Arrays.copyOfRange(in.buffer(), from, from + in.valueLength()));
      }
    }
    return values;
  }

  private static List<byte[]> words(int n) {
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      values.add(("the same word again " + i % 100).getBytes(StandardCharsets.UTF_8));
    }
    return values;
  }

  private static byte[] noise(int n) {
    byte[] bytes = new byte[n];
    new Random(n).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @EnumSource(value = RunCompression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void blocksBecomeSmallerAndAreReadBack(RunCompression compression) throws IOException {
    List<byte[]> values = words(20_000);
    Segment segment = write(compression, values);
    assertThat(segment.bytes()).isLessThan(segment.payload() / 3);
    assertThat(read(segment)).usingElementComparator(Arrays::compare).isEqualTo(values);
  }

  @ParameterizedTest
  @EnumSource(RunCompression.class)
  void blocksThatDoNotAreLeftAsTheyAre(RunCompression compression) throws IOException {
    List<byte[]> values = List.of(noise(1), noise(70_000), noise(300_000), noise(10), new byte[9]);
    Segment segment = write(compression, values);
    assertThat(segment.bytes()).isBetween(segment.payload(), segment.payload() + 200);
    assertThat(read(segment)).usingElementComparator(Arrays::compare).isEqualTo(values);
  }

  @ParameterizedTest
  @EnumSource(RunCompression.class)
  void recordsLargerThanABlockBetweenSmallOnes(RunCompression compression) throws IOException {
    List<byte[]> values = new ArrayList<>(words(10));
    values.add(new byte[1_000_000]);
    values.addAll(words(10_000));
    assertThat(read(write(compression, values)))
        .usingElementComparator(Arrays::compare)
        .isEqualTo(values);
  }

  /** Every bit and every length: damage is found, or changes nothing. */
  @ParameterizedTest
  @EnumSource(RunCompression.class)
  void damageIsFound(RunCompression compression) throws IOException {
    Segment segment = write(compression, words(10));
    byte[] whole = Files.readAllBytes(path);
    int undetected = 0;
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      undetected += isRead(damaged, segment) ? 1 : 0;
    }
    for (int length = 0; length < whole.length; length++) {
      undetected += isRead(Arrays.copyOf(whole, length), segment) ? 1 : 0;
    }
    assertThat(undetected).isZero();
  }

  private boolean isRead(byte[] file, Segment segment) throws IOException {
    Files.write(path, file);
    try {
      read(segment);
      return true;
    } catch (CorruptDataException found) {
      return false;
    }
  }

  @Test
  void compressionsCheckWhatTheyAreGiven() {
    byte[] bytes = noise(100);
    for (RunCompression compression : RunCompression.values()) {
      assertThat(isUnpacked(compression, bytes)).as(compression.name()).isFalse();
    }
  }

  private static boolean isUnpacked(RunCompression compression, byte[] bytes) {
    try {
      return compression.unpack(bytes, 0, bytes.length, new byte[50], 50) == 50;
    } catch (CorruptDataException refused) {
      return false;
    }
  }
}
