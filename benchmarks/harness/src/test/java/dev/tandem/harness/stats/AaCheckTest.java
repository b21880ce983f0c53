package dev.tandem.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AaCheckTest {
  /** Times that vary by some 5 % in JVMs that vary by some 3 %. */
  private static double[][] noise(int forks) {
    Random random = new Random(11);
    double[][] times = new double[forks][AaCheck.TIMES];
    for (double[] fork : times) {
      double jvm = 1 + 0.03 * random.nextGaussian();
      for (int i = 0; i < fork.length; i++) {
        fork[i] = 100 * jvm * (1 + 0.05 * random.nextGaussian());
      }
    }
    return times;
  }

  @Test
  void noiseGivesAFewFalsePositives() {
    AaCheck check = AaCheck.of(noise(AaCheck.FORKS), 1);
    assertThat(check.comparisons()).isEqualTo(AaCheck.COMPARISONS);
    assertThat(check.differences()).isLessThan(15);
    double rate = check.differences() / 100.0;
    assertThat(check.low()).isBetween(0.0, rate);
    assertThat(check.high()).isBetween(rate, rate + 0.12);
  }

  @Test
  void jvmsThatDifferInPairsAreAllFound() {
    double[][] times = noise(10);
    for (int one : new int[] {0, 3, 4, 7, 8}) {
      for (int i = 0; i < AaCheck.TIMES; i++) {
        times[one][i] *= 3;
      }
    }
    AaCheck check = AaCheck.of(times, 1);
    assertThat(check.comparisons()).isEqualTo(AaCheck.TIMES / 2);
    assertThat(check.differences()).isEqualTo(check.comparisons());
  }

  @Test
  void tooFewTimesAreRefused() {
    assertThatThrownBy(() -> AaCheck.of(noise(9), 1))
        .hasMessage("one comparison needs 10 JVMs with 2 times each");
  }
}
