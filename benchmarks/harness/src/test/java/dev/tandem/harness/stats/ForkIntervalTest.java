package dev.tandem.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForkIntervalTest {
  private static final int SIMULATIONS = 4000;
  private static final double ERROR = 0.01;

  /** The ratio is missed in as many simulations as is said, give or take chance. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void missesTheRatioAsOftenAsIsSaid(int forks) {
    assertThat(missing(1.3, forks, 1.3, true)).isLessThan(SIMULATIONS * 16 / 1000);
    assertThat(missing(1.3, forks, 1.3, false)).isBetween(1, SIMULATIONS * 16 / 1000);
  }

  /** What is written about the price of few forks. */
  @ParameterizedTest
  @CsvSource({"2, 1.5, 20, 50", "2, 3, 85, 100", "3, 1.2, 25, 60", "5, 1.2, 90, 100"})
  void findsDifferencesWhereForksAreMany(int forks, double ratio, int least, int most) {
    int found = missing(1, forks, ratio, true) * 100 / SIMULATIONS;
    assertThat(found).isBetween(least, most);
  }

  /** How often the interval leaves out a number. */
  private static int missing(double number, int forks, double ratio, boolean pairs) {
    Random random = new Random(7);
    int missing = 0;
    for (int i = 0; i < SIMULATIONS; i++) {
      double[][] times = Noise.forks(random, forks, ratio);
      double[][] others = Noise.forks(random, forks, 1);
      ForkInterval found =
          pairs
              ? ForkInterval.paired(times, others, ERROR)
              : ForkInterval.unpaired(times, others, ERROR);
      missing += found.low() <= number && number <= found.high() ? 0 : 1;
    }
    return missing;
  }

  /** By hand: t(0.995; 2) = 9.925, logarithms 0 and 2 against 0 and 0. */
  @Test
  void endsAreStudents() {
    double[][] times = {{1}, {Math.exp(2)}};
    double[][] others = {{1}, {1}};
    ForkInterval found = ForkInterval.unpaired(times, others, ERROR);
    assertThat(Math.log(found.low())).isCloseTo(1 - 9.925, within(1e-3));
    assertThat(Math.log(found.high())).isCloseTo(1 + 9.925, within(1e-3));
  }

  @Test
  void driftThatBothShareDoesNotWidenPairs() {
    double[][] times = {{20}, {40}, {80}};
    double[][] others = {{10}, {20}, {40}};
    ForkInterval found = ForkInterval.paired(times, others, ERROR);
    assertThat(found.low()).isCloseTo(2, within(1e-9));
    assertThat(found.high()).isCloseTo(2, within(1e-9));
    assertThat(ForkInterval.unpaired(times, others, ERROR).low()).isLessThan(1);
  }

  @Test
  void oneForkSaysNothingOfForks() {
    double[][] one = {{1, 2, 3}};
    assertThat(ForkInterval.paired(one, one, ERROR).high()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(ForkInterval.unpaired(one, one, ERROR).low()).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
