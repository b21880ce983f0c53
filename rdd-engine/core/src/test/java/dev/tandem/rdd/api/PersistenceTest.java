package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.store.StorageLevel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class PersistenceTest extends ApiTest {
  @Test
  void listenersHearOfBlocksThatComeAndGo() {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    sc.addListener(
        new RddListener() {
          @Override
          public void onBlockUpdated(BlockUpdated block) {
            String form = block.memSize() > 0 ? "memory" : block.diskSize() > 0 ? "file" : "gone";
            heard.add(block.rddId() + "/" + block.partitionId() + " " + form);
          }
        });
    Rdd<Integer> kept = sc.parallelize(upTo(10), 2).map(x -> x + 1).cache();
    int id = kept.id();
    kept.count();
    kept.count();
    assertThat(heard).containsExactlyInAnyOrder(id + "/0 memory", id + "/1 memory");
    heard.clear();
    kept.unpersist();
    assertThat(heard).containsExactlyInAnyOrder(id + "/0 gone", id + "/1 gone");
    heard.clear();
    Rdd<Integer> filed = sc.parallelize(upTo(10), 1).persist(StorageLevels.DISK_ONLY);
    filed.count();
    assertThat(heard).containsExactly(filed.id() + "/0 file");
  }

  @Test
  void levelsAreSetOnceAndKnownToTheContext() {
    Rdd<Integer> rdd = sc.parallelize(upTo(10), 2).setName("ten").cache();
    assertThat(rdd.getStorageLevel()).isEqualTo(StorageLevel.MEMORY_ONLY);
    assertThat(sc.getPersistentRDDs()).containsOnlyKeys(rdd.id());
    assertThatThrownBy(() -> rdd.persist(StorageLevel.DISK_ONLY))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Cannot change storage level");
    assertThat(rdd.count()).isEqualTo(10);
    assertThat(rdd.toDebugString())
        .contains("(2) ten ParallelCollectionRDD[0] at parallelize at PersistenceTest.java:")
        .contains("[Memory Deserialized 1x Replicated]")
        .contains("CachedPartitions: 2; MemorySize: ");
    rdd.unpersist();
    assertThat(rdd.getStorageLevel()).isEqualTo(StorageLevel.NONE);
    assertThat(sc.getPersistentRDDs()).isEmpty();
  }

  @Test
  void aProgramSeesWhatIsKept() {
    assertThat(sc.getRDDStorageInfo()).isEmpty();
    Rdd<Integer> kept = sc.parallelize(upTo(10), 2).map(x -> x).setName("ten").cache();
    assertThat(sc.getRDDStorageInfo()).as("nothing of it yet").isEmpty();
    kept.first();
    assertThat(sc.getRDDStorageInfo())
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.rdd()).isEqualTo(kept.id());
              assertThat(status.name()).isEqualTo("ten");
              assertThat(status.cached()).isEqualTo(1);
              assertThat(status.partitions()).isEqualTo(2);
              assertThat(status.memoryBytes()).isPositive();
            });
    kept.unpersist();
    assertThat(sc.getRDDStorageInfo()).isEmpty();
  }

  @Test
  void eachLineOfALineageHasTheLevelOfItsOwnRdd() {
    Rdd<Integer> first = sc.parallelize(upTo(10), 2).cache();
    Rdd<Integer> second = first.map(x -> x + 1);
    second.count();
    assertThat(second.toDebugString().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith(" []"),
            line -> assertThat(line).endsWith(" [Memory Deserialized 1x Replicated]"),
            line -> assertThat(line).contains("CachedPartitions: 2;"));
    first.unpersist();
    second.cache().count();
    assertThat(second.toDebugString().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith(" [Memory Deserialized 1x Replicated]"),
            line -> assertThat(line).contains("CachedPartitions: 2;"),
            line -> assertThat(line).endsWith(" []"));
  }

  private static Rdd<Integer> counted(Rdd<Integer> rdd, LongAccumulator computed) {
    return rdd.map(
        x -> {
          computed.add(1L);
          return x;
        });
  }

  @Test
  void aPartitionIsKeptWholeAlsoWhenOnlyItsFirstRecordIsWanted() {
    LongAccumulator computed = sc.longAccumulator();
    Rdd<Integer> rdd = counted(sc.parallelize(upTo(10_000), 2), computed).cache();
    assertThat(rdd.first()).isZero();
    assertThat(rdd.mapPartitions(all -> List.of(all.next()).iterator()).first()).isZero();
    assertThat(computed.value()).isEqualTo(5_000);
    assertThat(rdd.toDebugString()).contains("CachedPartitions: 1;");
    assertThat(rdd.mapPartitions(all -> List.of(all.next()).iterator()).collect())
        .containsExactly(0, 5_000);
    assertThat(rdd.collect()).isEqualTo(upTo(10_000));
    assertThat(computed.value()).isEqualTo(10_000);
  }

  /** Else the attempt that counts would have read nothing. */
  @Test
  void whatAFailedAttemptHasKeptIsComputedAgain() {
    LongAccumulator computed = sc.longAccumulator();
    Rdd<Integer> kept = counted(sc.parallelize(upTo(10), 1), computed).cache();
    Rdd<Integer> behind =
        kept.mapPartitions(
            all -> {
              List<Integer> read = new ArrayList<>();
              all.forEachRemaining(read::add);
              if (TaskContext.get().attemptNumber() == 0) {
                throw new IllegalStateException("once");
              }
              return read.iterator();
            });
    assertThat(behind.collect()).isEqualTo(upTo(10));
    assertThat(computed.value()).isEqualTo(10);
    assertThat(kept.collect()).isEqualTo(upTo(10));
    assertThat(computed.value()).as("what the second attempt has kept stays").isEqualTo(10);
  }

  @Test
  void aCachedRddBelowAShuffleIsNotComputedAgain() {
    PairRdd<Integer, Integer> sums =
        sc.parallelize(upTo(10), 3).mapToPair(x -> new Pair<>(x % 2, x)).reduceByKey(Integer::sum);
    sums.cache().count();
    sums.count();
    assertThat(tasks()).containsExactly(3, 3, 3);
  }

  @Test
  void aCheckpointIsWrittenInAJobOfItsOwnAndCutsTheLineage() {
    Rdd<Integer> rdd = sc.parallelize(upTo(10), 2).map(x -> x + 1);
    assertThatThrownBy(rdd::checkpoint).hasMessageContaining("has not been set");
    sc.setCheckpointDir(folder.resolve("checkpoints").toString());
    rdd.checkpoint();
    assertThat(rdd.isCheckpointed()).isFalse();
    assertThat(rdd.map(x -> x).count()).isEqualTo(10);
    assertThat(tasks()).containsExactly(2, 2);
    assertThat(rdd.isCheckpointed()).isTrue();
    assertThat(rdd.getCheckpointFile())
        .hasValueSatisfying(path -> assertThat(path).contains("rdd-"));
    assertThat(rdd.getNumPartitions()).isEqualTo(2);
    assertThat(rdd.toDebugString()).contains("CheckpointRDD").doesNotContain("ParallelCollection");
    assertThat(rdd.collect()).isEqualTo(upTo(11).subList(1, 11));
  }

  @Test
  void aLocalCheckpointCutsTheLineageToo() {
    Rdd<Integer> rdd = sc.parallelize(upTo(10), 2).map(x -> x + 1);
    rdd.localCheckpoint();
    assertThat(rdd.count()).isEqualTo(10);
    assertThat(rdd.isCheckpointed()).isTrue();
    assertThat(rdd.getCheckpointFile()).isEmpty();
    assertThat(rdd.count()).isEqualTo(10);
  }

  @Test
  void anRddOfOnesOwn() {
    Rdd<Integer> numbers = sc.parallelize(upTo(6), 3);
    Rdd<String> reversed = new Reversed(numbers).in(sc);
    assertThat(reversed.getNumPartitions()).isEqualTo(3);
    assertThat(reversed.collect()).containsExactly("4", "5", "2", "3", "0", "1");
    assertThat(reversed.toDebugString())
        .startsWith("(3) Reversed[1] at in at PersistenceTest.java");
    assertThat(reversed.map(String::length).reduce(Integer::sum)).isEqualTo(6);
  }

  /** The partitions of another RDD, the last one first. */
  private static final class Reversed extends CustomRdd<String> {
    private static final long serialVersionUID = 1L;
    private final transient Rdd<Integer> parent;
    private final int partitions;

    Reversed(Rdd<Integer> parent) {
      this.parent = parent;
      this.partitions = parent.getNumPartitions();
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public List<Narrow> dependencies() {
      return List.of(new Narrow(parent, partition -> List.of(partitions - 1 - partition)));
    }

    @Override
    public int preferredNode(int partition) {
      return partition % 2;
    }

    @Override
    public Iterator<String> compute(int partition, List<Iterator<Object>> parents) {
      Iterator<Object> records = parents.get(0);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return records.hasNext();
        }

        @Override
        public String next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          return String.valueOf(records.next());
        }
      };
    }
  }
}
