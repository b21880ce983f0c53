package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.datasets.Datasets;
import dev.tandem.datasets.GenerateRequest;
import dev.tandem.datasets.generate.DataSize;
import dev.tandem.jobs.baseline.Baselines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeraSortTest {
  private static final int ROW = 100;

  @TempDir Path folder;

  private Path generated(String size) throws IOException {
    Path file = folder.resolve("tera.bin");
    Datasets.generate(GenerateRequest.of("tera", DataSize.parse(size)).withSeed(5), file);
    return file;
  }

  /** Rows whose keys are often equal and whose bytes are those that codecs escape. */
  private static byte[] nastyRows(int count) {
    Random random = new Random(3);
    byte[] values = {0, 1, 2, '\n', '\r', 127, -128, -1};
    byte[] rows = new byte[count * ROW];
    for (int i = 0; i < rows.length; i++) {
      boolean late = i % ROW == 9 || i % ROW > 95;
      rows[i] = late ? values[random.nextInt(values.length)] : values[random.nextInt(2)];
      rows[i] = i % ROW < 8 ? -1 : rows[i]; // the first eight bytes decide nothing
    }
    return rows;
  }

  private void assertSortedAlike(Path input) throws IOException {
    Runs.assertAlike("terasort", List.of(input), Map.of(), folder);
    String before = TeraValidator.checksum(LocalFileStore.INSTANCE, List.of(input.toString()));
    for (Engine engine : Tandem.engines()) {
      String output = folder.resolve(engine.name()).toString();
      TeraValidator.Report report = TeraValidator.validate(LocalFileStore.INSTANCE, output);
      assertThat(report.errors()).as(engine.name()).isEmpty();
      assertThat(report.checksum()).as(engine.name()).isEqualTo(before);
    }
  }

  @Test
  void sortsTeraGensRows() throws IOException {
    assertSortedAlike(generated("3000rows"));
  }

  @Test
  void equalKeysAndBytesThatCodecsEscape() throws IOException {
    assertSortedAlike(Files.write(folder.resolve("nasty"), nastyRows(2000)));
  }

  @Test
  void foldersAndCompressedFiles() throws IOException {
    Path rows = Files.createDirectory(folder.resolve("rows"));
    Files.write(rows.resolve("a"), nastyRows(50));
    Files.write(rows.resolve("empty"), new byte[0]);
    Files.write(rows.resolve("_hidden"), new byte[7]);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(rows.resolve("b.gz")))) {
      out.write(nastyRows(70));
    }
    assertSortedAlike(rows);
    Path sorted = folder.resolve("baseline/part-r-00000");
    assertThat(sorted).hasSize(120 * ROW);
  }

  @Test
  void theKeyIsUnsigned() throws IOException {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    List<Integer> first = List.of(0x80, 0x7F, 0xFF, 0x00, 0x01);
    for (int b : first) {
      byte[] row = new byte[ROW];
      Arrays.fill(row, (byte) b);
      rows.write(row);
    }
    assertSortedAlike(Files.write(folder.resolve("in"), rows.toByteArray()));
    byte[] sorted = Files.readAllBytes(folder.resolve("baseline/part-r-00000"));
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < sorted.length; i += ROW) {
      found.add(sorted[i] & 0xFF);
    }
    assertThat(found).containsExactly(0x00, 0x01, 0x7F, 0x80, 0xFF);
  }

  @Test
  void aFileThatEndsInsideARowIsRefused() throws IOException {
    Path torn = Files.write(folder.resolve("torn"), new byte[250]);
    for (Engine engine : Tandem.engines()) {
      RunOptions options = Runs.options(folder).withOutput(folder.resolve("out").toString(), false);
      assertThatThrownBy(
              () ->
                  Tandem.run(
                      Runs.job("terasort"),
                      Runs.args(Runs.job("terasort"), List.of(torn), Map.of()),
                      engine,
                      options))
          .as(engine.name())
          .hasMessageContaining(
              torn + ", byte 200: the last record is cut: 250 bytes are not a multiple of 100");
      assertThat(folder.resolve("out")).doesNotExist();
    }
    assertThatThrownBy(
            () ->
                Baselines.find("terasort")
                    .orElseThrow()
                    .run(List.of(torn), Map.of(), folder.resolve("baseline")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(torn + ", byte 200: the last row is cut");
  }
}
