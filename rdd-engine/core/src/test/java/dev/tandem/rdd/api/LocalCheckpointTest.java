package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.store.StorageLevel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nodes keep instead of a lineage, and its end. */
class LocalCheckpointTest extends ApiTest {
  private Rdd<Integer> ranks() {
    Rdd<Integer> ranks = sc.parallelize(upTo(100), 4).map(x -> x + 1).setName("ranks");
    ranks.localCheckpoint();
    return ranks;
  }

  @Test
  void itIsListedAsWhatIsPersisted() {
    Rdd<Integer> ranks = ranks();
    assertThat(ranks.getStorageLevel()).isEqualTo(StorageLevel.MEMORY_AND_DISK);
    assertThat(sc.getPersistentRDDs()).containsOnlyKeys(ranks.id());
    assertThat(sc.getRDDStorageInfo()).as("nothing of it yet").isEmpty();
    ranks.count();
    assertThat(sc.getRDDStorageInfo())
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.rdd()).isEqualTo(ranks.id());
              assertThat(status.name()).isEqualTo("ranks");
              assertThat(status.level()).isEqualTo(StorageLevel.MEMORY_AND_DISK);
              assertThat(status.cached()).isEqualTo(4);
              assertThat(status.partitions()).isEqualTo(4);
            });
    ranks.unpersist();
    assertThat(sc.getPersistentRDDs()).isEmpty();
    assertThat(sc.getRDDStorageInfo()).isEmpty();
  }

  @Test
  void aLevelOfItsOwnGetsFilesInAddition() {
    Rdd<Integer> ranks = sc.parallelize(upTo(10), 2).map(x -> x + 1).cache();
    ranks.localCheckpoint();
    assertThat(sc.getPersistentRDDs()).containsOnlyKeys(ranks.id());
    ranks.count();
    assertThat(sc.getRDDStorageInfo())
        .extracting(status -> status.level())
        .containsExactly(StorageLevel.MEMORY_AND_DISK);
  }

  /** Also where it has been read before: what was made of it is made again from it. */
  @Test
  void whoeverIsMadeOfALostOneFailsAtOnceAndNamesIt() {
    Rdd<Integer> ranks = ranks();
    ranks.count();
    Rdd<Integer> mapped = ranks.map(x -> 2 * x).setName("child");
    Rdd<Integer> kept = ranks.map(x -> 3 * x).cache();
    PairRdd<Integer, Integer> shuffled =
        ranks.mapToPair(x -> new Pair<>(x % 2, x)).reduceByKey(Integer::sum, 2);
    for (RddActions<?> child : List.<RddActions<?>>of(mapped, kept, shuffled)) {
      child.collect();
    }
    loseAll(ranks);
    loseAll(kept);
    sc.runtime().cluster().nodes().forEach(sc.runtime().shuffles()::lose);
    for (RddActions<?> child : List.<RddActions<?>>of(ranks, mapped, kept, shuffled)) {
      assertThatThrownBy(child::collect)
          .isInstanceOf(JobFailed.class)
          .hasMessageMatching(
              "job test: the local checkpoint of partition \\d of ranks"
                  + " MapPartitionsRDD\\[1] at map at LocalCheckpointTest.java:\\d+ is lost.*"
                  + "it cannot be computed again.*checkpoint\\(\\) to files is slower and outlives nodes"
                  + " \\(stage .*, attempt 1 of 4\\)");
    }
  }

  private void loseAll(Rdd<?> rdd) {
    rdd.partitions().forEach(partition -> sc.runtime().store().lose(rdd.node.id(), partition));
  }

  @Test
  void soDoesWhoReadsAnUnpersistedOne() {
    Rdd<Integer> ranks = ranks();
    ranks.count();
    ranks.unpersist();
    assertThatThrownBy(ranks.map(x -> x)::count)
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("of ranks MapPartitionsRDD[1]")
        .hasMessageContaining("or the RDD was unpersisted");
  }
}
