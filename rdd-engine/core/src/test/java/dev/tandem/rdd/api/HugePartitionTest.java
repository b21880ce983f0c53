package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Partitions of more records than an int counts. */
class HugePartitionTest extends ApiTest {
  private static final long MANY = (1L << 31) + 10;

  @Test
  void countsAreLongs() {
    assertThat(sc.range(0, MANY, 1, 1).count()).isEqualTo(MANY);
  }

  /** Takes a minute: run by hand, with {@code -Dtandem.huge=true}. */
  @Test
  @EnabledIfSystemProperty(named = "tandem.huge", matches = "true")
  void indexesAreLongs() {
    assertThat(
            sc.range(0, MANY, 1, 1)
                .union(sc.range(7, 8, 1, 1))
                .zipWithIndex()
                .filter(pair -> pair.second() >= MANY - 1)
                .collect())
        .containsExactly(new Pair<>(MANY - 1, MANY - 1), new Pair<>(7L, MANY));
  }
}
