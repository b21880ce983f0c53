package dev.tandem.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.job.OutputFolder;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where readers say they are, and how many bytes they say they have read. */
class ReaderPlaceTest {
  private static final List<String> IN = List.of(Records.FILE);

  private static MemoryStore store(byte[] file) {
    return new MemoryStore().with(Records.FILE, file);
  }

  private static MemoryStore store(String text) {
    return new MemoryStore().with(Records.FILE, text);
  }

  private static long bytesRead(Source<?> source, FileStore files, Split split) throws IOException {
    try (RecordReader<?> reader = source.open(files, split)) {
      while (reader.read(record -> {}, 3)) {
        // Everything.
      }
      return reader.bytesRead();
    }
  }

  /** Cuts the file in all ways of three splits, and in splits of equal size. */
  private static void assertSumsAreTheLength(Source<?> source, byte[] file) throws IOException {
    MemoryStore files = store(file).pieces(5);
    int length = file.length;
    for (int i = 0; i <= length; i++) {
      for (int j = i; j <= length; j += 1 + length / 20) {
        long sum =
            bytesRead(source, files, new Split(Records.FILE, 0, i))
                + bytesRead(source, files, new Split(Records.FILE, i, j - i))
                + bytesRead(source, files, new Split(Records.FILE, j, length - j));
        assertThat(sum).as("cut at %d and %d of %d", i, j, length).isEqualTo(length);
      }
    }
    for (int size = 1; size <= length; size++) {
      long sum = 0;
      for (int from = 0; from < length; from += size) {
        sum +=
            bytesRead(source, files, new Split(Records.FILE, from, Math.min(size, length - from)));
      }
      assertThat(sum).as("splits of %d", size).isEqualTo(length);
    }
  }

  @Test
  void theSplitsOfATextAddUpToItsLength() throws IOException {
    int[] alphabet = {'a', 'b', '\n', '\r', 0xC3, 0xA9, 0xEF, 0xBB, 0xBF};
    Random random = new Random(20261123);
    for (int round = 0; round < 60; round++) {
      byte[] file = new byte[random.nextInt(40)];
      for (int i = 0; i < file.length; i++) {
        file[i] = (byte) alphabet[random.nextInt(alphabet.length)];
      }
      assertSumsAreTheLength(TextLines.of(IN).chunk(4 + random.nextInt(12)), file);
    }
    byte[] marked = "\uFEFFone\r\ntwo\rthree\n\nfive".getBytes(StandardCharsets.UTF_8);
    assertSumsAreTheLength(TextLines.of(IN), marked);
    assertSumsAreTheLength(DelimitedRows.tsv(IN).header(true), marked);
  }

  @Test
  void theSplitsOfBinaryFilesAddUpToTheirLength() throws IOException {
    assertSumsAreTheLength(FixedLength.of(IN, 7), new byte[63]);
    byte[] file =
        Records.write(
                KeyValueSink.to(new OutputFolder(""), Codecs.TEXT, Codecs.TEXT),
                List.of(Pair.of("key", "value")))
            .bytes();
    assertSumsAreTheLength(KeyValueFile.of(IN, Codecs.TEXT, Codecs.TEXT), file);
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2", "ZSTD"})
  void allOfACompressedFileIsRead(Compression compression) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compression.compress(bytes)) {
      out.write("a,b\nc,d\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
    }
    String name = "x" + compression.extension();
    MemoryStore files = new MemoryStore().with(name, bytes.toByteArray()).pieces(100);
    Split whole = new Split(name, 0, bytes.size());
    List<String> in = List.of(name);
    assertThat(bytesRead(TextLines.of(in), files, whole)).isEqualTo(bytes.size());
    assertThat(bytesRead(DelimitedRows.csv(in), files, whole)).isEqualTo(bytes.size());
    assertThat(bytesRead(FixedLength.of(in, 4), files, whole)).isEqualTo(bytes.size());
  }

  /** The position after a failure, whose message names the same place. */
  private static String placeOfFailure(Source<?> source, FileStore files, Split split)
      throws IOException {
    try (RecordReader<?> reader = source.open(files, split)) {
      assertThatThrownBy(
              () -> {
                while (reader.read(record -> {}, 3)) {
                  // Until it fails.
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining(split.path());
      return reader.position();
    }
  }

  private static String placeOfFailure(Source<?> source, byte[] file) throws IOException {
    return placeOfFailure(source, store(file), new Split(Records.FILE, 0, file.length));
  }

  @Test
  void theLineThatCannotBeReadIsNamed() throws IOException {
    byte[] file = "a,b\nc,\"x\"y\nlong line".getBytes(StandardCharsets.UTF_8);
    TextLines<String> lines = TextLines.of(IN);
    assertThat(placeOfFailure(DelimitedRows.csv(IN), file)).isEqualTo("in/file, line 2");
    assertThat(placeOfFailure(lines.maxLineBytes(7), file)).isEqualTo("in/file, line 3 (byte 11)");
    assertThat(placeOfFailure(lines.maxLineBytes(2), file)).isEqualTo("in/file, line 1 (byte 0)");
    Split second = new Split(Records.FILE, 5, file.length - 5);
    assertThat(placeOfFailure(lines.maxLineBytes(8), store(file), second))
        .isEqualTo("in/file, line 3 (byte 11)");
    Split beyond = new Split(Records.FILE, 0, file.length + 1);
    assertThat(placeOfFailure(lines, store("one\ntwo"), beyond))
        .isEqualTo("in/file, line 2 (byte 4)");
    assertThat(placeOfFailure(FixedLength.of(IN, 4), store("12345678"), beyond))
        .isEqualTo("in/file, byte 8");
  }

  @Test
  void damagedDataInCsvIsNamedByItsCompressedByte() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = Compression.GZIP.compress(bytes)) {
      out.write("a,b\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    }
    byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 1);
    Split split = new Split("x.csv.gz", 0, cut.length);
    DelimitedRows rows = DelimitedRows.csv(List.of("x.csv.gz"));
    assertThat(placeOfFailure(rows, new MemoryStore().with("x.csv.gz", cut), split))
        .isEqualTo("x.csv.gz, compressed byte " + cut.length + " of " + cut.length);
  }

  @Test
  void aStorageThatFailsIsNotTakenForABrokenFile() throws IOException {
    FileStore files = failingBehind(store("a,b\nc,d\n"), 4);
    Split whole = new Split(Records.FILE, 0, 8);
    for (Source<?> source : List.of(TextLines.of(IN), DelimitedRows.csv(IN))) {
      try (RecordReader<?> reader = source.open(files, whole)) {
        assertThatThrownBy(() -> reader.read(record -> {}, 100))
            .isExactlyInstanceOf(IOException.class)
            .hasMessage("input 'in/file' cannot be read beyond byte 4: the disk is gone");
      }
    }
    Split second = new Split(Records.FILE, 2, 6);
    try (RecordReader<String> reader = TextLines.of(IN).open(files, second)) {
      assertThatThrownBy(() -> reader.read(record -> {}, 100))
          .hasMessage("input 'in/file' cannot be read beyond byte 5: the disk is gone");
    }
  }

  /** A storage whose streams fail after some bytes. */
  private static FileStore failingBehind(FileStore files, int bytes) {
    return (FileStore)
        Proxy.newProxyInstance(
            FileStore.class.getClassLoader(),
            new Class<?>[] {FileStore.class},
            (proxy, called, arguments) -> {
              Object result = called.invoke(files, arguments);
              return result instanceof InputStream in ? new Failing(in, bytes) : result;
            });
  }

  private static final class Failing extends FilterInputStream {
    private int left;

    Failing(InputStream in, int left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        throw new IOException("the disk is gone");
      }
      int n = super.read(into, offset, Math.min(length, left));
      left -= n;
      return n;
    }
  }
}
