package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which task a node gets. */
class TaskQueueTest {
  /** A task that changes its mind. */
  private static final class Fickle implements Task<Integer> {
    private int preferred = -1;

    @Override
    public Integer run(TaskContext context) {
      return 0;
    }

    @Override
    public int preferredNode() {
      return preferred;
    }
  }

  private final Fickle first = new Fickle();
  private final Fickle second = new Fickle();

  @TempDir Path folder;

  private TaskQueue queue(Cluster cluster) {
    return new TaskQueue(cluster.nodes(), List.of(first, second));
  }

  private Cluster cluster() {
    return new Cluster(
        "queue", "none", RunOptions.defaults().withNodes(2, 1).withScratch(folder.toString()));
  }

  @Test
  void aTaskIsTakenOnceThoughWhereItWouldRatherRunHasChanged() {
    try (Cluster cluster = cluster()) {
      TaskQueue queue = queue(cluster);
      Node node = cluster.nodes().get(0);
      first.preferred = 1;
      assertThat(queue.take(node)).isZero();
      assertThat(queue.take(node)).isEqualTo(1);
      assertThat(queue.isEmpty()).isTrue();
    }
  }

  @Test
  void aTaskThatIsDoneIsForgottenWhereverItWaits() {
    try (Cluster cluster = cluster()) {
      TaskQueue queue = queue(cluster);
      first.preferred = 0;
      queue.add(0, -1);
      first.preferred = 1;
      queue.remove(0);
      assertThat(queue.take(cluster.nodes().get(0))).isEqualTo(1);
      assertThat(queue.isEmpty()).isTrue();
    }
  }

  @Test
  void aNodeGetsWhatPrefersItThenWhatDoesNotCareThenTheRest() {
    second.preferred = 1;
    try (Cluster cluster = cluster()) {
      TaskQueue queue = queue(cluster);
      assertThat(queue.take(cluster.nodes().get(1))).isEqualTo(1);
      queue.add(1, -1);
      assertThat(queue.take(cluster.nodes().get(0))).isZero();
      assertThat(queue.take(cluster.nodes().get(0))).isEqualTo(1);
    }
  }
}
