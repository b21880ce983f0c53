package dev.tandem.contract.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DriverResultTest {
  private static void deliver(DriverResult<Long> result, int partition, long... values) {
    Output out = new Output(16);
    for (long value : values) {
      Codecs.LONG.write(value, out);
    }
    result.deliver(partition, out.toByteArray(), values.length, values.length);
  }

  @Test
  void recordsComeInTheOrderOfThePartitions() {
    DriverResult<Long> result = DriverResult.collect(Codecs.LONG);
    deliver(result, 2, 5, 6);
    deliver(result, 0, 1);
    deliver(result, 1);
    assertThat(result.records()).containsExactly(1L, 5L, 6L);
    assertThat(result.limit()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aRetryReplacesWhatWasDelivered() {
    DriverResult<Long> result = DriverResult.collect(Codecs.LONG);
    deliver(result, 0, 1, 2);
    deliver(result, 0, 3);
    assertThat(result.records()).containsExactly(3L);
    assertThat(result.count()).isEqualTo(1);
  }

  @Test
  void takeStopsAtItsLimitAndKnowsWhenItHasEnough() {
    DriverResult<Long> result = DriverResult.take(3, Codecs.LONG);
    assertThat(result.satisfied(0)).isFalse();
    deliver(result, 0, 1, 2);
    assertThat(result.satisfied(1)).isFalse();
    deliver(result, 5, 9, 9, 9);
    assertThat(result.satisfied(1)).as("partition 5 is not one of the first two").isFalse();
    deliver(result, 1, 3, 4);
    assertThat(result.satisfied(2)).isTrue();
    assertThat(result.records()).containsExactly(1L, 2L, 3L);
    assertThatThrownBy(() -> DriverResult.take(-1, Codecs.LONG))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsDeliveredLateOrAgainIsCountedToo() {
    DriverResult<Long> result = DriverResult.take(3, Codecs.LONG);
    deliver(result, 1, 1, 2);
    assertThat(result.satisfied(2)).isFalse();
    deliver(result, 0, 3);
    assertThat(result.satisfied(2)).isTrue();
    assertThat(result.satisfied(1)).isFalse();
    deliver(result, 1, 1);
    assertThat(result.satisfied(2)).isFalse();
  }

  @Test
  void countNeedsNoRecords() {
    DriverResult<Long> result = DriverResult.count(Codecs.LONG);
    result.deliver(0, new byte[0], 0, 1L << 40);
    result.deliver(1, new byte[0], 0, 2);
    assertThat(result.count()).isEqualTo((1L << 40) + 2);
    assertThat(result.limit()).isZero();
    assertThat(result.satisfied(2)).as("a count is never satisfied early").isFalse();
  }
}
