package dev.tandem.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Unit;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.Words;
import dev.tandem.contract.job.OutputFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyValueFileTest {
  private static final KeyValueFile<String, Long> SOURCE =
      KeyValueFile.of(List.of(Records.FILE), String.class, Long.class);
  private static final KeyValueSink<String, Long> SINK =
      KeyValueSink.to(new OutputFolder(""), String.class, Long.class);

  private static List<Pair<String, Long>> pairs(int n, int keyLength) {
    List<Pair<String, Long>> pairs = new ArrayList<>();
    for (long i = 0; i < n; i++) {
      pairs.add(Pair.of("k".repeat(keyLength) + i, i * i));
    }
    return pairs;
  }

  private static MemoryStore store(byte[] file) {
    return new MemoryStore().with(Records.FILE, file);
  }

  @Test
  void whatIsWrittenIsReadHoweverTheFileIsCut() throws IOException {
    List<Pair<String, Long>> pairs = pairs(6000, 40);
    byte[] file = Records.write(SINK, pairs).bytes();
    assertThat(file.length).isGreaterThan(3 * KeyValueForm.BLOCK);
    MemoryStore files = store(file);
    assertThat(Records.read(SOURCE, files)).isEqualTo(pairs);
    for (int size = 999; size < file.length; size += size / 2) {
      assertThat(Records.read(SOURCE, files, Records.size(size))).isEqualTo(pairs);
    }
    List<Integer> cuts =
        new ArrayList<>(List.of(0, 1, 20, 40, 60, file.length - 25, file.length - 1, file.length));
    for (int at : blocks(file)) {
      for (int near = -25; near <= 25; near++) {
        cuts.add(Math.max(0, Math.min(file.length, at + near)));
      }
    }
    for (int cut : cuts) {
      assertThat(Records.readCut(SOURCE, files, cut))
          .as("cut at %d", cut)
          .hasSameSizeAs(pairs)
          .isEqualTo(pairs);
    }
  }

  private static List<Integer> blocks(byte[] file) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i + KeyValueForm.BLOCK_HEAD <= file.length; i++) {
      if (KeyValueForm.isBlockHead(i, file, i)) {
        found.add(i);
      }
    }
    return found;
  }

  @Test
  void everyCutOfASmallFileWorks() throws IOException {
    List<Pair<String, Long>> pairs = pairs(5, 1);
    byte[] file = Records.write(SINK, pairs).bytes();
    for (int i = 0; i <= file.length; i++) {
      for (int j = i; j <= file.length; j++) {
        assertThat(Records.readCut(SOURCE, store(file).pieces(7), i, j)).isEqualTo(pairs);
      }
    }
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    byte[] file = Records.write(SINK, pairs(5, 1)).bytes();
    for (int bit = 0; bit < file.length * 8; bit++) {
      byte[] damaged = file.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> Records.read(SOURCE, store(damaged)))
          .as("bit %d", bit)
          .isInstanceOf(CorruptDataException.class)
          .hasMessageMatching("in/file, byte \\d+: .*; write the file again.*");
      long middle = file.length / 2;
      assertThatThrownBy(() -> Records.readCut(SOURCE, store(damaged), middle))
          .isInstanceOf(CorruptDataException.class);
    }
  }

  @Test
  void everyTruncationAndEveryAdditionIsFound() throws IOException {
    byte[] file = Records.write(SINK, pairs(5, 1)).bytes();
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> Records.read(SOURCE, store(cut)))
          .as("%d bytes", length)
          .isInstanceOf(CorruptDataException.class);
    }
    assertThatThrownBy(() -> Records.read(SOURCE, store(Arrays.copyOf(file, file.length + 1))))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("1 bytes follow the end");
  }

  @Test
  void lostBlockIsFoundFromEverySide() throws IOException {
    byte[] file = Records.write(SINK, pairs(6000, 40)).bytes();
    List<Integer> blocks = blocks(file);
    ByteArrayOutputStream without = new ByteArrayOutputStream();
    without.write(file, 0, blocks.get(1));
    without.write(file, blocks.get(2), file.length - blocks.get(2));
    byte[] shorter = without.toByteArray();
    assertThatThrownBy(() -> Records.read(SOURCE, store(shorter)))
        .isInstanceOf(CorruptDataException.class);
    byte[] damaged = file.clone();
    damaged[blocks.get(1) + 3] ^= 1;
    for (int cut = 0; cut < file.length; cut += 7001) {
      long at = cut;
      assertThatThrownBy(() -> Records.readCut(SOURCE, store(damaged), at))
          .isInstanceOf(CorruptDataException.class);
    }
  }

  /** A head that was made by hand, with a checksum that is right. */
  @ParameterizedTest
  @CsvSource({"8,-1", "8,-2147483648", "8,2147483647", "12,-1", "12,2147483647"})
  void numbersThatCannotBeAreRefusedAlsoUnderARightChecksum(int field, int number)
      throws IOException {
    byte[] file = Records.write(SINK, pairs(5, 1)).bytes();
    int block = blocks(file).get(0);
    Words.BIG_ENDIAN_INT.set(file, block + field, number);
    byte[] place = new byte[Long.BYTES];
    Words.BIG_ENDIAN.set(place, 0, (long) block);
    CRC32C crc = new CRC32C();
    crc.update(place);
    crc.update(file, block, 20);
    Words.BIG_ENDIAN_INT.set(file, block + 20, (int) crc.getValue());
    assertThatThrownBy(() -> Records.read(SOURCE, store(file)))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining(Records.FILE);
  }

  @Test
  void fileInsideAFileIsNotMistakenForBlocks() throws IOException {
    byte[] inner = Records.write(SINK, pairs(6000, 40)).bytes();
    KeyValueSink<Long, byte[]> sink =
        KeyValueSink.to(new OutputFolder(""), Long.class, byte[].class);
    KeyValueFile<Long, byte[]> source =
        KeyValueFile.of(List.of(Records.FILE), Long.class, byte[].class);
    byte[] file = Records.write(sink, List.of(Pair.of(1L, inner), Pair.of(2L, inner))).bytes();
    for (int size = 5000; size < file.length; size *= 2) {
      assertThat(Records.read(source, store(file), Records.size(size)))
          .map(Pair::first)
          .containsExactly(1L, 2L);
    }
  }

  @Test
  void otherTypesAndOtherFilesAreRefused() throws IOException {
    byte[] file = Records.write(SINK, pairs(5, 1)).bytes();
    KeyValueFile<String, String> other =
        KeyValueFile.of(List.of(Records.FILE), String.class, String.class);
    assertThatThrownBy(() -> Records.read(other, store(file)))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("names other types than String and String");
    assertThatThrownBy(
            () ->
                Records.read(
                    SOURCE, new MemoryStore().with(Records.FILE, "just text, and more of it\n")))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("not a key/value file");
  }

  @Test
  void recordsWithoutBytesAreCounted() throws IOException {
    List<Pair<Unit, Unit>> pairs = new ArrayList<>();
    Unit unit = Codecs.UNIT.read(new dev.tandem.contract.io.Input());
    for (int i = 0; i < 3; i++) {
      pairs.add(Pair.of(unit, unit));
    }
    byte[] file =
        Records.write(KeyValueSink.to(new OutputFolder(""), Codecs.UNIT, Codecs.UNIT), pairs)
            .bytes();
    assertThat(
            Records.read(
                KeyValueFile.of(List.of(Records.FILE), Codecs.UNIT, Codecs.UNIT), store(file)))
        .hasSize(3);
  }

  @Test
  void emptyFileHoldsNoPairs() throws IOException {
    byte[] file = Records.write(SINK, List.of()).bytes();
    assertThat(Records.read(SOURCE, store(file))).isEmpty();
    assertThat(Records.read(SOURCE, store(file), Records.size(5))).isEmpty();
  }

  @Test
  void digestCoversTheEncodedPairs() throws IOException {
    List<Pair<String, Long>> pairs = pairs(100, 3);
    Digest expected = Digest.EMPTY;
    for (Pair<String, Long> pair : pairs) {
      Output out = new Output(16);
      Codecs.TEXT.write(pair.first(), out);
      Codecs.LONG.write(pair.second(), out);
      expected = expected.plus(new Digest(1, Digest.hash(out.array(), 0, out.position())));
    }
    assertThat(Records.write(SINK, pairs).digest()).isEqualTo(expected);
  }

  @Test
  void equalRecordsGiveEqualFiles() throws IOException {
    Random random = new Random(1);
    List<Pair<String, Long>> pairs = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      pairs.add(Pair.of("k" + random.nextInt(), random.nextLong()));
    }
    assertThat(Records.write(SINK, pairs).bytes()).isEqualTo(Records.write(SINK, pairs).bytes());
  }
}
