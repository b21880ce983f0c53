package dev.tandem.rdd.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
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
    MapOutput output = new MapOutput(null, Map.of(), 0, null);
    assertThat(output.bucket(99_999)).isSameAs(Bucket.EMPTY);
    assertThat(output.bucket(99_999).records()).isZero();
  }
}
