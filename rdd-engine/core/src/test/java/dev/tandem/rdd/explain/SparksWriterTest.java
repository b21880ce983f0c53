package dev.tandem.rdd.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparksWriterTest {
  @ParameterizedTest
  @CsvSource({
    "true, 3, true, SortShuffleWriter",
    "true, 1000, true, SortShuffleWriter",
    "false, 200, true, BypassMergeSortShuffleWriter",
    "false, 200, false, BypassMergeSortShuffleWriter",
    "false, 201, true, UnsafeShuffleWriter",
    "false, 16777216, true, UnsafeShuffleWriter",
    "false, 16777217, true, SortShuffleWriter",
    "false, 201, false, SortShuffleWriter"
  })
  void isChosenBySparksRule(boolean combines, int partitions, boolean relocatable, String name) {
    assertThat(SparksWriter.of(combines, partitions, relocatable).name()).isEqualTo(name);
  }
}
