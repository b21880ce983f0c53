package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.formats.BadInputException;
import dev.tandem.formats.DelimitedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
  @TempDir Path folder;

  /** What is a decimal number is so in the cells of a table and in rows of numbers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0", "-0", "+5", "1.", "+.5", "-.5e-3", "1e+3", "1E3", " 7 ", "123456789012345678", "0.1",
        "9007199254740993", "4.9e-324", "1e-400", ".", "-", "+", "e3", "1e", "1d", "0x1p3", "NaN",
        "Infinity", "1 2", "\u0663", "1,5", "--1"
      })
  void rowsOfNumbersHaveTheSameOnes(String cell) throws IOException {
    Path file = Files.writeString(folder.resolve("cells"), cell + "\n");
    Source<double[]> source = DelimitedRows.tsv(List.of(file.toString())).doubles();
    Split whole = new Split(file.toString(), 0, Files.size(file));
    List<double[]> rows = new ArrayList<>();
    try (RecordReader<double[]> reader = source.open(LocalFileStore.INSTANCE, whole)) {
      reader.read(rows::add, 10);
    } catch (BadInputException e) {
      rows.add(new double[] {Double.NaN});
    }
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0)).containsExactly(Decimals.doubleOrNaN(cell));
  }
}
