package dev.tandem.mapreduce.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergePlanTest {
  /** The passes before the last one, as Hadoop's Merger.getPassFactor makes them. */
  @Test
  void followsHadoopsRule() {
    assertThat(MergePlan.passes(10, 10)).isEmpty();
    assertThat(MergePlan.passes(11, 10)).containsExactly(2);
    assertThat(MergePlan.passes(20, 10)).containsExactly(2, 10);
    assertThat(MergePlan.passes(30, 10)).containsExactly(3, 10, 10);
    assertThat(MergePlan.passes(40, 10)).containsExactly(4, 10, 10, 10);
    assertThat(MergePlan.passes(100, 10)).isEqualTo(Collections.nCopies(10, 10));
    assertThat(MergePlan.passes(3, 2)).containsExactly(2);
    assertThat(MergePlan.passes(4, 2)).containsExactly(2, 2);
    assertThat(MergePlan.passes(5, 3)).containsExactly(3);
    assertThat(MergePlan.passes(0, 2)).isEmpty();
  }

  @Test
  void theLastMergeIsFullWhereThereWereOthers() {
    for (int factor = 2; factor < 12; factor++) {
      for (int runs = factor + 1; runs < 200; runs++) {
        List<Integer> passes = MergePlan.passes(runs, factor);
        int left = runs - passes.stream().mapToInt(pass -> pass - 1).sum();
        assertThat(left).isEqualTo(factor);
      }
    }
  }

  @Test
  void aFactorOfOneIsRefused() {
    assertThatThrownBy(() -> MergePlan.passes(5, 1)).hasMessageContaining("io.sort.factor");
  }
}
