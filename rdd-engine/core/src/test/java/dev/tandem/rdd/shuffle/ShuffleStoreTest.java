package dev.tandem.rdd.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cluster.Node;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.MemoryBudget;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import dev.tandem.rdd.store.MemoryManager;
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

  /** One output of so many bytes, which takes them of the memory. */
  private record Published(int id, KeyGrouping grouping) implements Shuffle {
    static Published in(ShuffleStore store, MemoryManager memory, int id, long bytes) {
      Shape shape = new Shape(Codecs.keyDynamic(), Codecs.dynamic());
      Operation none = new Operation.Flatten(id, "none", List.of(), shape);
      Operation.GroupByKey group =
          new Operation.GroupByKey(id, "group", List.of(none), Grouping.any().into(1), null, shape);
      Published shuffle = new Published(id, KeyGrouping.placing(group));
      store.register(shuffle, "stage " + id);
      assertThat(memory.acquireShuffle(bytes)).isTrue();
      store.publish(id, 0, MapOutput.of(Node.elsewhere(), Map.of(), bytes, SpilledGroups.NONE));
      return shuffle;
    }

    @Override
    public String from() {
      return "words";
    }

    @Override
    public int maps() {
      return 1;
    }

    @Override
    public int input() {
      return 0;
    }
  }

  @Test
  void idleShufflesAreDroppedWhereThatIsEnoughAndOldestFirst() {
    long kb = 1 << 10;
    MemoryManager memory = new MemoryManager(new MemoryBudget(1000 * kb, 1), (bytes, rdd) -> 0);
    ShuffleStore store =
        new ShuffleStore(
            "test", memory, LocalFileStore.INSTANCE, new LossRules(false, LossRules.Sums.NEVER));
    Shuffle older = Published.in(store, memory, 1, 100 * kb);
    Shuffle newer = Published.in(store, memory, 2, 100 * kb);
    store.idle(older);
    store.idle(newer);

    assertThat(store.dropIdle(200 * kb + 1)).isFalse();
    assertThat(store.complete(older)).isTrue();
    assertThat(store.complete(newer)).isTrue();

    assertThat(store.dropIdle(50 * kb)).isTrue();
    assertThat(store.complete(older)).isFalse();
    assertThat(store.complete(newer)).isTrue();
    assertThat(memory.used()).isEqualTo(100 * kb);
  }

  private static Bucket of(int records) {
    return new Bucket.OnHeap(null, 0, records);
  }
}
