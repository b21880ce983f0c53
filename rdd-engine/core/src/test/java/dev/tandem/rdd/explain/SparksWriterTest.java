package dev.tandem.rdd.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparksWriterTest {
  @ParameterizedTest
  @CsvSource({
    "true, 3, SortShuffleWriter",
    "true, 1000, SortShuffleWriter",
    "false, 200, BypassMergeSortShuffleWriter",
    "false, 201, UnsafeShuffleWriter",
    "false, 16777216, UnsafeShuffleWriter",
    "false, 16777217, SortShuffleWriter"
  })
  void isChosenBySparksRule(boolean combines, int partitions, String name) {
    assertThat(SparksWriter.of(combines, partitions).name()).isEqualTo(name);
  }
}
