package dev.tandem.rdd.recover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.rdd.lineage.ShuffleDependency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LostOutputsTest {
  /** The task that has missed it will read the checkpoint instead. */
  @Test
  void aShuffleThatACheckpointHasCutOffIsNotMissed() {
    List<ShuffleDependency> run = new ArrayList<>();
    LostOutputs lost = new LostOutputs(unit -> null, (shuffle, missed) -> run.add(shuffle));
    lost.restore(new FetchFailure("stage 1: pairs", 2, new IOException("its node was lost")));
    assertThat(run).isEmpty();
  }
}
