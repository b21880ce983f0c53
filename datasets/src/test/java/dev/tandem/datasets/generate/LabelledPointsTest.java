package dev.tandem.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.datasets.Datasets;
import dev.tandem.datasets.GenerateRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledPointsTest {
  @TempDir Path folder;

  @Test
  void classesAreAsManyAndLieOnBothSidesOfZero() throws IOException {
    Path file = folder.resolve("points");
    Map<String, String> params = Map.of("dims", "3", "distance", "2");
    Datasets.generate(
        GenerateRequest.of("labelled-points", DataSize.rows(2000)).withParams(params), file);
    int positive = 0;
    double[] sums = new double[3];
    for (String line : Files.readAllLines(file)) {
      assertThat(line).matches("-?1( -?\\d+\\.\\d{4}){3}");
      String[] cells = line.split(" ");
      int label = Integer.parseInt(cells[0]);
      positive += label > 0 ? 1 : 0;
      for (int i = 0; i < 3; i++) {
        sums[i] += label * Double.parseDouble(cells[i + 1]);
      }
    }
    assertThat(positive).isBetween(900, 1100);
    for (double sum : sums) {
      assertThat(sum / 2000).isCloseTo(2, within(0.1));
    }
  }
}
