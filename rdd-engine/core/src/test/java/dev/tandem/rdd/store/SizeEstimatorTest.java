package dev.tandem.rdd.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizeEstimatorTest {
  private record Point(double x, double y, String label) {}

  private enum Colour {
    RED
  }

  @Test
  void textCountsItsCharacters() {
    assertThat(SizeEstimator.estimate("abcd")).isEqualTo(48);
    assertThat(SizeEstimator.estimate("x".repeat(1000))).isEqualTo(24 + 1016);
    assertThat(SizeEstimator.estimate("\u4e00".repeat(1000))).isEqualTo(24 + 2016);
  }

  @Test
  void whatTheJvmSharesCostsNothing() {
    assertThat(SizeEstimator.estimate(1L)).isZero();
    assertThat(SizeEstimator.estimate(true)).isZero();
    assertThat(SizeEstimator.estimate(Colour.RED)).isZero();
    assertThat(SizeEstimator.estimate(null)).isZero();
    assertThat(SizeEstimator.estimate(1000L)).isEqualTo(24);
  }

  @Test
  void recordsAndPairsCountTheirParts() {
    assertThat(SizeEstimator.estimate(new Point(1, 2, "abcd"))).isEqualTo(32 + 48);
    assertThat(SizeEstimator.estimate(Pair.of("abcd", 1000L))).isEqualTo(24 + 48 + 24);
    assertThat(SizeEstimator.estimate(new double[100])).isEqualTo(816);
  }

  @Test
  void aListGrowsByWhatIsAdded() {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      list.add("abcd");
    }
    long before = SizeEstimator.estimate(list);
    list.add("abcd");
    assertThat(SizeEstimator.estimate(list) - before).isEqualTo(4 + 48);
    assertThat(SizeEstimator.estimate(Map.of("abcd", 1000L))).isBetween(100L, 200L);
  }

  @Test
  void whatHoldsItselfEnds() {
    List<Object> self = new ArrayList<>();
    self.add(self);
    assertThat(SizeEstimator.estimate(self)).isPositive();
  }
}
