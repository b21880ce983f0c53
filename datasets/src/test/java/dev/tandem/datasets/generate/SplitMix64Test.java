package dev.tandem.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SplitMix64Test {
  /** The values that splitmix64.c prints for this seed; published on Rosetta Code. */
  @Test
  void agreesWithThePublishedValues() {
    SplitMix64 random = new SplitMix64(1234567);
    String[] expected = {
      "6457827717110365317",
      "3203168211198807973",
      "9817491932198370423",
      "4593380528125082431",
      "16408922859458223821"
    };
    for (String value : expected) {
      assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo(value);
    }
  }

  @Test
  void streamsOfOneSeedDiffer() {
    assertThat(SplitMix64.stream(1, 1).nextLong()).isNotEqualTo(SplitMix64.stream(1, 2).nextLong());
    assertThat(SplitMix64.stream(1, 1).nextLong()).isNotEqualTo(SplitMix64.stream(2, 1).nextLong());
  }

  @Test
  void gaussiansHaveMeanNullAndDeviationOne() {
    SplitMix64 random = new SplitMix64(42);
    int n = 200_000;
    double sum = 0;
    double squares = 0;
    int withinOne = 0;
    for (int i = 0; i < n; i++) {
      double value = random.nextGaussian();
      sum += value;
      squares += value * value;
      withinOne += Math.abs(value) < 1 ? 1 : 0;
    }
    // Five standard errors; the seed is fixed, so the outcome is too.
    assertThat(sum / n).isCloseTo(0, within(5 / Math.sqrt(n)));
    assertThat(squares / n).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
    assertThat(withinOne / (double) n).isCloseTo(0.6827, within(0.006));
  }
}
