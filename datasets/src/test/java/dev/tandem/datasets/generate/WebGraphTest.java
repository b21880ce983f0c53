package dev.tandem.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.datasets.DatasetCatalog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebGraphTest {
  private static final int EDGES = 400_000;
  private static final int NODES = 40_000;

  private final int[] in = new int[NODES];
  private final int[] out = new int[NODES];

  private void generate(Map<String, String> given) {
    var declared = DatasetCatalog.find("web-graph").parameters();
    RecordSource source =
        new WebGraph().open(Params.of("web-graph", declared, given), 5, DataSize.rows(EDGES));
    ByteLine line = new ByteLine();
    for (int i = 0; i < EDGES; i++) {
      line.truncate(0);
      source.next(line);
      String[] ends =
          new String(line.array(), 0, line.length() - 1, StandardCharsets.US_ASCII).split("\t");
      out[Integer.parseInt(ends[0])]++;
      in[Integer.parseInt(ends[1])]++;
    }
  }

  @Test
  void nodesFollowFromEdgesAndDegree() {
    generate(Map.of()); // an id of 40,000 or more would not find its slot
    assertThat(Arrays.stream(out).sum()).isEqualTo(EDGES);
  }

  @Test
  void degreesFollowTheExponents() {
    generate(Map.of());
    assertThat(hill(in, 400)).isCloseTo(2.1, within(0.2));
    assertThat(hill(out, 400)).isCloseTo(2.7, within(0.3));
  }

  @Test
  void otherExponentsGiveOtherTails() {
    generate(Map.of("in-exponent", "3.0"));
    assertThat(hill(in, 400)).isCloseTo(3.0, within(0.35));
  }

  @Test
  void someNodesDangle() {
    generate(Map.of());
    assertThat(Arrays.stream(out).filter(degree -> degree == 0).count()).isBetween(1L, NODES / 2L);
  }

  /** Hill's estimator of a tail exponent from the largest degrees. */
  private static double hill(int[] degrees, int tail) {
    int[] sorted = degrees.clone();
    Arrays.sort(sorted);
    double threshold = sorted[sorted.length - tail - 1];
    double sum = 0;
    for (int i = sorted.length - tail; i < sorted.length; i++) {
      sum += Math.log(sorted[i] / threshold);
    }
    return 1 + tail / sum;
  }
}
