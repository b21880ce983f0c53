package dev.tandem.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.job.OutputFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FixedLengthTest {
  private static final FixedLength SOURCE = FixedLength.of(List.of(Records.FILE), 7);

  private static List<byte[]> records(int n) {
    Random random = new Random(4);
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      byte[] record = new byte[7];
      random.nextBytes(record);
      records.add(record);
    }
    return records;
  }

  @Test
  void whatIsWrittenIsReadHoweverTheFileIsCut() throws IOException {
    List<byte[]> records = records(9);
    Records.Written written = Records.write(FixedLengthSink.to(new OutputFolder(""), 7), records);
    assertThat(written.bytes()).hasSize(63);
    MemoryStore files = new MemoryStore().with(Records.FILE, written.bytes()).pieces(5);
    for (int i = 0; i <= 63; i++) {
      for (int j = i; j <= 63; j++) {
        assertThat(Records.readCut(SOURCE, files, i, j))
            .usingElementComparator(Arrays::compare)
            .isEqualTo(records);
      }
      if (i > 0) {
        assertThat(Records.read(SOURCE, files, Records.size(i)))
            .usingElementComparator(Arrays::compare)
            .isEqualTo(records);
      }
    }
    long sum = records.stream().mapToLong(record -> Digest.hash(record, 0, 7)).sum();
    assertThat(written.digest()).isEqualTo(new Digest(9, sum));
  }

  @Test
  void lengthMustBeAMultiple() {
    MemoryStore files = new MemoryStore().with(Records.FILE, new byte[20]);
    assertThatThrownBy(() -> SOURCE.splits(files, SplitRule.DEFAULT))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "in/file, byte 14: the last record is cut: 20 bytes are not a multiple of 7");
    assertThatThrownBy(() -> FixedLength.of(List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void compressedFilesAreCheckedAtTheirEnd() throws IOException {
    FixedLength source = FixedLength.of(List.of("x.gz"), 7);
    assertThat(Records.read(source, new MemoryStore().with("x.gz", gzip(14)))).hasSize(2);
    MemoryStore torn = new MemoryStore().with("x.gz", gzip(20));
    assertThatThrownBy(() -> Records.read(source, torn))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("byte 14");
  }

  private static byte[] gzip(int length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = Compression.GZIP.compress(bytes)) {
      out.write(new byte[length]);
    }
    return bytes.toByteArray();
  }

  @Test
  void fileThatBecameShorterFails() {
    MemoryStore files = new MemoryStore().with(Records.FILE, new byte[14]);
    assertThatThrownBy(() -> Records.read(SOURCE, files, new Split(Records.FILE, 0, 21)))
        .hasMessageContaining("the file became shorter");
  }

  @Test
  void emptyFileHasNoRecords() throws IOException {
    assertThat(Records.read(SOURCE, new MemoryStore().with(Records.FILE, ""))).isEmpty();
  }

  @Test
  void recordOfAnotherLengthIsRefused() {
    assertThatThrownBy(
            () -> Records.write(FixedLengthSink.to(new OutputFolder(""), 7), List.of(new byte[6])))
        .isInstanceOf(IOException.class)
        .hasMessage("a record of 6 bytes where all have 7");
  }
}
