package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplerTest {
  @Test
  void theSeedsOfPartitionsAreThoseThatSparkDrawsInTurn() {
    for (long seed : new long[] {0, 1, -1, 42, Long.MAX_VALUE, Long.MIN_VALUE, 0x5DEECE66DL}) {
      Random inTurn = new Random(seed);
      for (int partition = 0; partition < 1000; partition++) {
        assertThat(Sampler.seedOf(seed, partition)).isEqualTo(inTurn.nextLong());
      }
    }
  }
}
