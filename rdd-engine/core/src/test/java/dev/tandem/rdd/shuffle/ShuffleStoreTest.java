package dev.tandem.rdd.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.rdd.store.SpilledGroups;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShuffleStoreTest {
  @Test
  void whatCanNeverEndIsRefused() {
    assertThatThrownBy(() -> ShuffleStore.checkParts(100_000, 100_000, "stage 2: counts"))
        .isInstanceOf(JobFailed.class)
        .hasMessage(
            "stage 2: counts has 100000 tasks and 100000 partitions, so its shuffle would have 10000000000 parts,"
                + " the most is 1000000000; use fewer partitions");
    assertThatCode(() -> ShuffleStore.checkParts(10_000, 100_000, "stage 2: counts"))
        .doesNotThrowAnyException();
  }

  @Test
  void emptyPartsAreFoundWithoutBeingThere() {
    MapOutput output =
        MapOutput.of(null, Map.of(5_000, of(3), 50_000, of(4)), 0, SpilledGroups.NONE);
    assertThat(output.row()).isEmpty();
    assertThat(output.bucket(5_000).records()).isEqualTo(3);
    assertThat(output.bucket(50_000).records()).isEqualTo(4);
    assertThat(List.of(output.bucket(0), output.bucket(99_999))).containsOnly(Bucket.EMPTY);
    assertThat(MapOutput.of(null, Map.of(), 0, SpilledGroups.NONE).bucket(99_999))
        .isSameAs(Bucket.EMPTY);
  }

  @Test
  void mostlyUsedPartsAreInARow() {
    MapOutput output = MapOutput.of(null, Map.of(1, of(3), 15, of(4)), 0, SpilledGroups.NONE);
    assertThat(output.row()).hasSize(16);
    assertThat(output.bucket(1).records()).isEqualTo(3);
    assertThat(output.bucket(15).records()).isEqualTo(4);
    assertThat(List.of(output.bucket(0), output.bucket(2), output.bucket(99_999)))
        .containsOnly(Bucket.EMPTY);
  }

  private static Bucket of(int records) {
    return new Bucket.OnHeap(null, 0, records);
  }
}
