package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeraValidatorTest {
  @TempDir Path folder;

  /** A part file of rows whose keys end with these bytes. */
  private void part(int number, int... keys) throws IOException {
    byte[] rows = new byte[keys.length * 100];
    for (int i = 0; i < keys.length; i++) {
      rows[i * 100 + 9] = (byte) keys[i];
      rows[i * 100 + 10] = (byte) -i; // not part of the key
    }
    Files.write(folder.resolve("part-r-0000" + number), rows);
  }

  private TeraValidator.Report validate() throws IOException {
    return TeraValidator.validate(LocalFileStore.INSTANCE, folder.toString());
  }

  @Test
  void sortedPartFilesAreSorted() throws IOException {
    part(0, 0, 1, 1);
    part(1);
    part(2, 1, 0x7F, 0x80, 0xFF);
    Files.write(folder.resolve("_SUCCESS"), new byte[3]);
    TeraValidator.Report report = validate();
    assertThat(report.isSorted()).isTrue();
    assertThat(report.rows()).isEqualTo(7);
    assertThat(report.toString()).isEqualTo("checksum\t" + report.checksum() + "\n");
  }

  @Test
  void disorderInsideAFileIsAnError() throws IOException {
    part(0, 3, 2, 0xFF, 0x80);
    assertThat(validate().errors())
        .containsExactly(
            "misorder in part-r-00000 between 00 00 00 00 00 00 00 00 00 03"
                + " and 00 00 00 00 00 00 00 00 00 02",
            "misorder in part-r-00000 between 00 00 00 00 00 00 00 00 00 ff"
                + " and 00 00 00 00 00 00 00 00 00 80");
    assertThat(validate().isSorted()).isFalse();
  }

  @Test
  void disorderBetweenFilesIsAnError() throws IOException {
    part(0, 1, 5);
    part(1);
    part(2, 4, 6);
    assertThat(validate().toString())
        .startsWith(
            "error\tbad key partitioning: part-r-00000 ends with 00 00 00 00 00 00 00 00 00 05,"
                + " part-r-00002 begins with 00 00 00 00 00 00 00 00 00 04\nchecksum\t");
  }

  @Test
  void manyErrorsAreCounted() throws IOException {
    int[] keys = new int[250];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = 250 - i;
    }
    part(0, keys);
    assertThat(validate().errorCount()).isEqualTo(249);
    assertThat(validate().errors()).hasSize(100);
    assertThat(validate().toString()).contains("error\t149 more\n");
  }

  @Test
  void theChecksumIsTheSumOfTheRows() throws IOException {
    part(0, 0);
    assertThat(validate().checksum()).as("CRC-32 of a hundred zeros").isEqualTo("9988c6ca");
    part(1, 0);
    part(2, 0);
    assertThat(validate().checksum()).isEqualTo("1cc9a545e");
    assertThat(TeraValidator.checksum(LocalFileStore.INSTANCE, List.of(folder.toString())))
        .isEqualTo(validate().checksum());
  }

  @Test
  void anOutputThatIsCutOrMissingIsNamed() throws IOException {
    Path part = Files.write(folder.resolve("part-r-00000"), new byte[150]);
    assertThatThrownBy(this::validate)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(part + ", byte 100: the last record is cut");
    String gone = folder.resolve("gone").toString();
    assertThatThrownBy(() -> TeraValidator.validate(LocalFileStore.INSTANCE, gone))
        .hasMessageContaining("'" + gone + "' does not exist");
  }
}
