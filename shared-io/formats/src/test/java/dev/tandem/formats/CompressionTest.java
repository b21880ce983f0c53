package dev.tandem.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.SplitRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
  private static final String FIRST = "alpha\nbeta\n".repeat(30);
  private static final String SECOND = "gamma\ndelta\n".repeat(30);

  private static byte[] compress(Compression compression, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compression.compress(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static List<String> read(String name, byte[] bytes, int piece) throws IOException {
    return Records.read(
        TextLines.of(List.of(name)), new MemoryStore().with(name, bytes).pieces(piece));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2", "ZSTD"})
  void allMembersAreReadAndEveryCutIsFound(Compression compression) throws IOException {
    byte[] first = compress(compression, FIRST);
    byte[] file = join(first, compress(compression, SECOND));
    String name = "words.txt" + compression.extension();
    assertThat(read(name, file, 1000)).isEqualTo((FIRST + SECOND).lines().toList());
    assertThat(read(name, file, 1)).isEqualTo((FIRST + SECOND).lines().toList());
    assertThat(read(name, first, 1000)).isEqualTo(FIRST.lines().toList());
    for (int cut = 1; cut < file.length; cut++) {
      if (cut == first.length) {
        continue;
      }
      byte[] part = Arrays.copyOf(file, cut);
      assertThatThrownBy(() -> read(name, part, 1000))
          .as("cut at %d of %d + %d", cut, first.length, file.length - first.length)
          .isInstanceOf(BadInputException.class)
          .hasNoCause()
          .hasMessage(
              "%s, compressed byte %d of %d: the %s data is truncated or damaged;"
                  + " make or copy the file again",
              name, cut, cut, compression.label());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2", "ZSTD"})
  void flippedBitsNeverChangeTheAnswer(Compression compression) throws IOException {
    byte[] file = compress(compression, FIRST);
    List<String> right = FIRST.lines().toList();
    for (int bit = 0; bit < file.length * 8; bit++) {
      byte[] damaged = file.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        // Some header bits mean nothing for the content: the time of the file, say.
        assertThat(read("x" + compression.extension(), damaged, 1000)).isEqualTo(right);
      } catch (BadInputException expected) {
        assertThat(expected)
            .hasNoCause()
            .hasMessageContaining("of " + file.length + ": ")
            .hasMessageEndingWith("truncated or damaged; make or copy the file again");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2", "ZSTD"})
  void garbageBehindAMemberFails(Compression compression) throws IOException {
    byte[] garbage = "hello".getBytes(StandardCharsets.UTF_8);
    assertDamaged(compression, join(compress(compression, FIRST), garbage));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2", "ZSTD"})
  void plainTextUnderACompressedNameFails(Compression compression) {
    assertDamaged(compression, FIRST.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertDamaged(Compression compression, byte[] file) {
    String name = "a" + compression.extension();
    assertThatThrownBy(() -> read(name, file, 1000))
        .isInstanceOf(BadInputException.class)
        .hasNoCause()
        .hasMessage(
            "%s, compressed byte %d of %d: the %s data is truncated or damaged;"
                + " make or copy the file again",
            name, file.length, file.length, compression.label());
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void emptyFilesGiveNoLines(Compression compression) throws IOException {
    assertThat(read("x" + compression.extension(), new byte[0], 10)).isEmpty();
    assertThat(read("x" + compression.extension(), compress(compression, ""), 10)).isEmpty();
  }

  @Test
  void compressedFilesAreOneSplit() throws IOException {
    MemoryStore files =
        new MemoryStore().with("a.gz", compress(Compression.GZIP, FIRST)).with("a.txt", FIRST);
    SplitRule rule = Records.size(10);
    assertThat(TextLines.of(List.of("a.gz")).splits(files, rule)).hasSize(1);
    assertThat(TextLines.of(List.of("a.txt")).splits(files, rule)).hasSizeGreaterThan(10);
  }
}
