package dev.tandem.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final double[][] SLOW = {{20, 21, 22}, {20, 22, 24}};
  private static final double[][] FAST = {{10, 10.5, 11}, {10, 11, 12}};

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
    double[][] noise = {{1, 2, 4, 8, 16.5}, {1.1, 2.3, 4.9, 9, 17}};
    assertThat(new Bootstrap(5).ratio(noise, SLOW))
        .isNotEqualTo(new Bootstrap(6).ratio(noise, SLOW));
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
    for (int i = 0; i < 100; i++) {
      Ratio ratio = new Bootstrap(i).ratio(forks(random), forks(random));
      apart += ratio.verdict() == Ratio.Verdict.NO_DIFFERENCE ? 0 : 1;
    }
    assertThat(apart).isLessThanOrEqualTo(6);
  }

  /** Two forks of three times; times vary by 5 %, forks by 3 %. */
  private static double[][] forks(Random random) {
    double[][] forks = new double[2][3];
    for (double[] fork : forks) {
      double level = 100 * (1 + 0.03 * random.nextGaussian());
      for (int i = 0; i < fork.length; i++) {
        fork[i] = level * (1 + 0.05 * random.nextGaussian());
      }
    }
    return forks;
  }

  @Test
  void differentNumbersOfForksAreRefused() {
    assertThatThrownBy(() -> new Bootstrap(1).ratio(SLOW, new double[][] {{1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 forks against 1");
  }
}
