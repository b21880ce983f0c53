package dev.tandem.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final double[][] SLOW = {{20, 21, 22}, {20, 22, 24}};
  private static final double[][] FAST = {{10, 10.5, 11}, {10, 11, 12}};

  @Test
  void aRatioTurnedRoundSaysTheSame() {
    Ratio ratio = new Ratio(0.5, 0.25, 0.8).inverse();
    assertThat(ratio).isEqualTo(new Ratio(2, 1 / 0.8, 4));
    assertThat(ratio.verdict()).isEqualTo(Ratio.Verdict.SLOWER);
    assertThat(new Ratio(2, 2, 2).inverse().verdict()).isEqualTo(Ratio.Verdict.UNKNOWN);
  }

  @Test
  void summaryOfKnownTimes() {
    assertThat(Summary.of(new double[] {3, 1}, new double[] {10, 2}))
        .isEqualTo(new Summary(2.5, 1, 10, 4));
    assertThat(Summary.of(new double[] {7})).isEqualTo(new Summary(7, 7, 7, 1));
    assertThatThrownBy(() -> Summary.of(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twiceAsLongIsSlowerAndTheOtherWayRoundFaster() {
    Ratio ratio = new Bootstrap(1).ratio(SLOW, FAST);
    assertThat(ratio.value()).isEqualTo(21.5 / 10.75);
    assertThat(ratio.low()).isBetween(1.6, 2.0);
    assertThat(ratio.high()).isBetween(2.0, 2.4);
    assertThat(ratio.verdict()).isEqualTo(Ratio.Verdict.SLOWER);
    assertThat(new Bootstrap(1).ratio(FAST, SLOW).verdict()).isEqualTo(Ratio.Verdict.FASTER);
  }

  @Test
  void sameTimesAreNoDifference() {
    Ratio ratio = new Bootstrap(1).ratio(SLOW, SLOW);
    assertThat(ratio.value()).isEqualTo(1);
    assertThat(ratio.verdict()).isEqualTo(Ratio.Verdict.NO_DIFFERENCE);
  }

  @Test
  void timesOfTwoDaysMayHaveOtherForks() {
    double[][] more = {{20, 21}, {20, 22}, {21, 23}};
    Ratio ratio = new Bootstrap(1).unpaired(more, FAST);
    assertThat(ratio.value()).isEqualTo(21 / 10.75);
    assertThat(ratio.verdict()).isEqualTo(Ratio.Verdict.SLOWER);
  }

  @Test
  void driftBetweenForksCancelsOutInPairsOnly() {
    double[][] drifting = {{10, 10.1}, {15, 15.1}, {20, 20.1}};
    double[][] slower = {{11, 11.1}, {16.5, 16.6}, {22, 22.1}};
    assertThat(new Bootstrap(1).ratio(slower, drifting).verdict()).isEqualTo(Ratio.Verdict.SLOWER);
    assertThat(new Bootstrap(1).unpaired(slower, drifting).verdict())
        .isEqualTo(Ratio.Verdict.NO_DIFFERENCE);
  }

  @Test
  void anIntervalThatTouchesOneIsNoDifference() {
    assertThat(new Ratio(1.1, 1, 1.2).verdict()).isEqualTo(Ratio.Verdict.NO_DIFFERENCE);
    assertThat(new Ratio(0.9, 0.8, 1).verdict()).isEqualTo(Ratio.Verdict.NO_DIFFERENCE);
  }

  @Test
  void theSeedDecides() {
    assertThat(new Bootstrap(5).ratio(SLOW, FAST)).isEqualTo(new Bootstrap(5).ratio(SLOW, FAST));
    double[][] noise = forks(1);
    double[][] other = forks(2);
    assertThat(new Bootstrap(5).ratio(noise, other))
        .isNotEqualTo(new Bootstrap(6).ratio(noise, other));
  }

  /**
   * Many forks that vary less than their times do: the bootstrap decides, and not the t interval.
   */
  private static double[][] forks(long seed) {
    Random random = new Random(seed);
    double[][] forks = new double[40][];
    Arrays.setAll(forks, i -> random.doubles(4, 1, 20).toArray());
    return forks;
  }

  @Test
  void forksAreDrawnTogetherSoThatDriftCancelsOut() {
    // The machine became five times slower between the first and the second round: the ratio is
    // still 2.
    double[][] slow = {{20, 20, 20}, {100, 100, 100}};
    double[][] fast = {{10, 10, 10}, {50, 50, 50}};
    Ratio ratio = new Bootstrap(1).ratio(slow, fast);
    assertThat(ratio.low()).isCloseTo(2, within(1e-12));
    assertThat(ratio.high()).isCloseTo(2, within(1e-12));
  }

  @Test
  void contendersThatDoNotDifferAreRarelyToldApart() {
    Random random = new Random(42);
    int apart = 0;
    for (int i = 0; i < 60; i++) {
      double[][] times = Noise.forks(random, 2, 1);
      double[][] others = Noise.forks(random, 2, 1);
      apart += differ(new Bootstrap(i).ratio(times, others));
      apart += differ(new Bootstrap(i).unpaired(times, others));
    }
    assertThat(apart).as("a percentile interval alone is wrong in some 40").isLessThan(6);
  }

  private static int differ(Ratio ratio) {
    return ratio.verdict() == Ratio.Verdict.NO_DIFFERENCE ? 0 : 1;
  }

  @Test
  void oneForkEachHasNoIntervalAndNoVerdict() {
    Ratio ratio = new Bootstrap(1).ratio(new double[][] {{20, 22}}, new double[][] {{10, 11}});
    assertThat(ratio).isEqualTo(new Ratio(2, 2, 2));
    assertThat(ratio.verdict()).isEqualTo(Ratio.Verdict.UNKNOWN);
    assertThat(new Bootstrap(1).unpaired(new double[][] {{20, 22}}, new double[][] {{10, 11}}))
        .isEqualTo(ratio);
  }

  @Test
  void differentNumbersOfForksAreRefused() {
    assertThatThrownBy(() -> new Bootstrap(1).ratio(SLOW, new double[][] {{1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 forks against 1");
  }
}
