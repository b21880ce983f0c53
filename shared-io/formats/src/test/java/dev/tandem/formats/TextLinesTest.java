package dev.tandem.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLinesTest {
  private static final List<String> IN = List.of(Records.FILE);
  private static final int[] ALPHABET = {
    'a', 'b', '\n', '\n', '\r', '\r', 0xC3, 0xA9, 0xEF, 0xBB, 0xBF, 0xFF, 0xF0, 0
  };

  /** The rule once more, as simply as it can be said. */
  private static List<String> expected(byte[] file) {
    List<String> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int i =
        file.length >= 3
                && file[0] == (byte) 0xEF
                && file[1] == (byte) 0xBB
                && file[2] == (byte) 0xBF
            ? 3
            : 0;
    boolean open = false;
    for (; i < file.length; i++) {
      if (file[i] == '\n' || file[i] == '\r') {
        lines.add(new String(line.toByteArray(), StandardCharsets.UTF_8));
        line.reset();
        open = false;
        i += file[i] == '\r' && i + 1 < file.length && file[i + 1] == '\n' ? 1 : 0;
      } else {
        line.write(file[i]);
        open = true;
      }
    }
    if (open) {
      lines.add(new String(line.toByteArray(), StandardCharsets.UTF_8));
    }
    return lines;
  }

  private static byte[] random(Random random) {
    byte[] bytes = new byte[random.nextInt(40)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ALPHABET[random.nextInt(ALPHABET.length)];
    }
    if (bytes.length >= 3 && random.nextInt(3) == 0) {
      bytes[0] = (byte) 0xEF;
      bytes[1] = (byte) 0xBB;
      bytes[2] = (byte) 0xBF;
    }
    return bytes;
  }

  @Test
  void anyCutGivesEachLineOnce() throws IOException {
    Random random = new Random(20261122);
    for (int round = 0; round < 2000; round++) {
      byte[] file = random(random);
      MemoryStore files = new MemoryStore().with(Records.FILE, file).pieces(1 + random.nextInt(6));
      TextLines<String> lines = TextLines.of(IN).chunk(4 + random.nextInt(12));
      List<String> expected = expected(file);
      for (int cut = 0; cut <= file.length; cut++) {
        assertThat(Records.readCut(lines, files, cut))
            .as("%s cut at %d", hex(file), cut)
            .isEqualTo(expected);
      }
      for (int size = 1; size <= file.length + 1; size++) {
        assertThat(Records.read(lines, files, Records.size(size)))
            .as("%s in splits of %d", hex(file), size)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void everyPairOfCutsGivesEachLineOnce() throws IOException {
    byte[] file = "\uFEFFa\r\n\r\rb\u00e9\n\n\ud83d\ude00c\r".getBytes(StandardCharsets.UTF_8);
    MemoryStore files = new MemoryStore().with(Records.FILE, file);
    for (int i = 0; i <= file.length; i++) {
      for (int j = i; j <= file.length; j++) {
        assertThat(Records.readCut(TextLines.of(IN), files, i, j))
            .containsExactly("a", "", "", "b\u00e9", "", "\ud83d\ude00c");
      }
    }
  }

  @Test
  void slicesStayWhatTheyWere() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      byte[] file = random(random);
      MemoryStore files = new MemoryStore().with(Records.FILE, file).pieces(1 + random.nextInt(9));
      List<TextBytes> slices =
          Records.read(TextLines.bytes(IN).chunk(4 + random.nextInt(8)), files, Records.size(7));
      assertThat(slices).map(TextBytes::toString).isEqualTo(expected(file));
    }
  }

  @Test
  void slicesOfUtf8AreTheBytesOfTheTexts() throws IOException {
    Random random = new Random(8);
    for (int round = 0; round < 500; round++) {
      byte[] file = random(random);
      MemoryStore files = new MemoryStore().with(Records.FILE, file).pieces(1 + random.nextInt(9));
      List<TextBytes> slices =
          Records.read(TextLines.utf8(IN).chunk(4 + random.nextInt(8)), files, Records.size(7));
      assertThat(slices).isEqualTo(expected(file).stream().map(TextBytes::of).toList());
    }
  }

  @Test
  void offsetsPointAtTheLines() throws IOException {
    byte[] file = "\uFEFFone\r\ntwo\rthree\n\nfive".getBytes(StandardCharsets.UTF_8);
    MemoryStore files = new MemoryStore().with(Records.FILE, file);
    for (int size = 1; size <= file.length; size++) {
      List<FileLine> lines = Records.read(TextLines.located(IN), files, Records.size(size));
      assertThat(lines).map(FileLine::line).containsExactly("one", "two", "three", "", "five");
      for (FileLine line : lines) {
        byte[] bytes = line.line().getBytes(StandardCharsets.UTF_8);
        int at = (int) line.offset();
        assertThat(Arrays.copyOfRange(file, at, at + bytes.length)).isEqualTo(bytes);
      }
    }
  }

  @Test
  void positionsAreTheSameHoweverTheFileIsCut() throws IOException {
    byte[] file = "\uFEFFone\r\ntwo\rthree\n\nfive".getBytes(StandardCharsets.UTF_8);
    MemoryStore files = new MemoryStore().with(Records.FILE, file);
    for (int size = 1; size <= file.length; size++) {
      List<String> positions = new ArrayList<>();
      for (Split split : TextLines.of(IN).splits(files, Records.size(size))) {
        try (RecordReader<String> reader = TextLines.of(IN).open(files, split)) {
          while (reader.read(line -> positions.add(line + "@" + reader.position()), 1)) {
            // Each line.
          }
        }
      }
      assertThat(positions)
          .containsExactly(
              "one@in/file, line 1 (byte 3)",
              "two@in/file, line 2 (byte 8)",
              "three@in/file, line 3 (byte 12)",
              "@in/file, line 4 (byte 18)",
              "five@in/file, line 5 (byte 19)");
    }
  }

  @Test
  void emptyFilesGiveNoLines() throws IOException {
    MemoryStore files =
        new MemoryStore().with(Records.FILE, "").with("mark", "\uFEFF").with("line", "\uFEFF\n");
    assertThat(TextLines.of(IN).splits(files, SplitRule.DEFAULT))
        .containsExactly(new Split(Records.FILE, 0, 0));
    assertThat(Records.read(TextLines.of(IN), files)).isEmpty();
    assertThat(Records.read(TextLines.of(List.of("mark")), files)).isEmpty();
    assertThat(Records.read(TextLines.of(List.of("line")), files)).containsExactly("");
  }

  @Test
  void longLineIsReadWithinTheLimitAndRefusedBeyond() throws IOException {
    byte[] file = new byte[5 << 20];
    Arrays.fill(file, (byte) 'x');
    file[0] = 'a';
    file[1] = '\n';
    file[file.length - 3] = '\n';
    MemoryStore files = new MemoryStore().with(Records.FILE, file);
    TextLines<String> lines = TextLines.of(IN);
    assertThat(Records.read(lines.maxLineBytes(6 << 20), files))
        .map(String::length)
        .containsExactly(1, file.length - 5, 2);
    assertThat(Records.readCut(lines.maxLineBytes(6 << 20), files, 1 << 20, 2 << 20)).hasSize(3);
    assertThatThrownBy(() -> Records.read(lines.maxLineBytes(1 << 20), files))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "in/file, byte 2: a line of more than 1048576 bytes;"
                + " give the run a larger heap, or the source a larger maxLineBytes");
    assertThatThrownBy(() -> Records.read(lines.maxLineBytes(1), files))
        .hasMessageContaining("byte 2: a line of more than 1 byte;");
  }

  @Test
  void theBufferOfALongLineIsNeverGreaterThanTheLongestLineNeeds() throws IOException {
    for (String end : List.of("\n", "\r\n", "\r", "")) {
      for (int length : new int[] {1000, 1499, 1500}) {
        byte[] file = ("x".repeat(length) + end + end + "y").getBytes(StandardCharsets.UTF_8);
        MemoryStore files = new MemoryStore().with(Records.FILE, file);
        LineRule rule = LineRule.INPUT.withChunk(64).withMaxBytes(1500);
        Split whole = new Split(Records.FILE, 0, file.length);
        try (LineScanner lines = LineScanner.open(files, whole, rule)) {
          if (end.isEmpty() && length == 1500) {
            assertThatThrownBy(lines::next).hasMessageContaining("a line of more than 1500 bytes");
          } else {
            assertThat(lines.next()).isTrue();
            assertThat(lines.length()).isEqualTo(end.isEmpty() ? length + 1 : length);
          }
          assertThat(lines.chunk().length).isBetween(length, 1500 + 2);
        }
      }
    }
  }

  @Test
  void longLineOfAnotherSplitIsPassedOver() throws IOException {
    byte[] file = ("x".repeat(5000) + "\nlast").getBytes(StandardCharsets.UTF_8);
    MemoryStore files = new MemoryStore().with(Records.FILE, file);
    Split second = new Split(Records.FILE, 2000, file.length - 2000);
    assertThat(Records.read(TextLines.of(IN).maxLineBytes(10).chunk(16), files, second))
        .containsExactly("last");
  }

  @Test
  void fileThatBecameShorterFails() {
    MemoryStore files = new MemoryStore().with(Records.FILE, "a\nb\n");
    assertThatThrownBy(() -> Records.read(TextLines.of(IN), files, new Split(Records.FILE, 0, 10)))
        .hasMessageStartingWith("in/file, byte 4: the file became shorter while it was read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "ar-EG", "en-US"})
  void localeChangesNothing(String tag, @TempDir Path folder) throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(tag));
    try {
      Path file = Files.writeString(folder.resolve("I\u0130.TXT"), "I i \u0130 \u0131\n");
      assertThat(
              Records.read(TextLines.located(List.of(folder.toString())), LocalFileStore.INSTANCE))
          .containsExactly(new FileLine(file.toString(), 0, "I i \u0130 \u0131"));
      assertThat(Compression.of("X.BZ2")).isEqualTo(Compression.BZIP2);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void baseNameDropsFoldersAndCompression() {
    assertThat(new FileLine("a/b/c.txt.gz", 0, "").baseName()).isEqualTo("c.txt");
    assertThat(new FileLine("c.txt", 0, "").baseName()).isEqualTo("c.txt");
    assertThat(new FileLine("x/c.zst", 0, "").baseName()).isEqualTo("c");
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }
}
