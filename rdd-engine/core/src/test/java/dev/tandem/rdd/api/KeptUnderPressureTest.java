package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.ForwardingFileStore;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.rdd.Until;
import dev.tandem.rdd.store.PartitionStore;
import dev.tandem.rdd.store.StorageLevel;
import dev.tandem.testkit.fault.FaultyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is kept while memory is short, other tasks fail and a program changes its mind. */
class KeptUnderPressureTest extends ApiTest {
  private static final String LONG_TEXT = "a text of some length that is longer than its number ";

  private void reopen(UnaryOperator<RunOptions> change) {
    sc.close();
    sc =
        Contexts.open(folder, options -> change.apply(options.withNodes(1, 1).withMemory(1 << 20)));
  }

  /** Reads all before the first is handed on: what is read is then kept already. */
  private static <T> Iterator<T> held(Iterator<T> all) {
    List<T> held = new ArrayList<>();
    all.forEachRemaining(held::add);
    return held.iterator();
  }

  /** More than half of the memory. */
  private Rdd<String> large() {
    return sc.parallelize(upTo(5000), 1).map(n -> LONG_TEXT + n);
  }

  @Test
  void whatAFailedAttemptHasKeptAndWasMovedToAFileIsComputedAgain() {
    reopen(options -> options);
    LongAccumulator computed = sc.longAccumulator();
    Rdd<String> kept =
        large()
            .map(
                text -> {
                  computed.add(1L);
                  return text;
                })
            .persist(StorageLevel.MEMORY_AND_DISK);
    Rdd<String> behind =
        kept.mapPartitions(KeptUnderPressureTest::held)
            .map(text -> text + text.length())
            .cache()
            .mapPartitions(
                all -> {
                  Iterator<String> read = held(all);
                  if (TaskContext.get().attemptNumber() == 0) {
                    throw new IllegalStateException("once");
                  }
                  return read;
                });
    assertThat(behind.count()).isEqualTo(5000);
    assertThat(sc.report().get(Measure.EVICTED_PARTITIONS)).isPositive();
    assertThat(computed.value()).isEqualTo(5000);
  }

  @Test
  void aLocalCheckpointOfWhatIsKeptNoMoreCutsNothing() {
    Rdd<Integer> rdd = sc.parallelize(upTo(10), 2).map(x -> x + 1);
    rdd.localCheckpoint();
    rdd.unpersist();
    assertThatThrownBy(rdd::count).hasMessageContaining("partitions [0, 1] are not kept");
    assertThat(rdd.isCheckpointed()).isFalse();
    assertThat(rdd.count()).isEqualTo(10);
    rdd.localCheckpoint();
    assertThat(rdd.count()).isEqualTo(10);
    assertThat(rdd.isCheckpointed()).isTrue();
  }

  @Test
  void aLocalCheckpointMayBePersistedAfterwards() {
    Rdd<Integer> rdd = sc.parallelize(upTo(10), 2).map(x -> x + 1);
    rdd.localCheckpoint();
    rdd.persist(StorageLevel.MEMORY_ONLY_SER);
    assertThat(rdd.getStorageLevel()).isEqualTo(StorageLevel.MEMORY_AND_DISK_SER);
    assertThat(rdd.count()).isEqualTo(10);
    assertThat(rdd.isCheckpointed()).isTrue();
  }

  @Test
  void whatNothingCouldMakeAgainStaysWhereItCannotBeMoved() {
    FaultyFiles noRoom = new FaultyFiles().full(0, path -> path.contains("/blocks/"));
    reopen(options -> options.withFiles(noRoom));
    Rdd<String> cut = large();
    cut.localCheckpoint();
    assertThat(cut.count()).isEqualTo(5000);
    assertThat(large().cache().count()).isEqualTo(5000);
    assertThat(sc.report().warnings())
        .as("nobody tries again")
        .filteredOn(line -> line.contains("cannot be moved to disk"))
        .hasSizeBetween(1, cut.getNumPartitions());
    assertThat(cut.count()).isEqualTo(5000);
  }

  @Test
  void whatCannotBeMovedKeepsNothingElseInMemory() {
    FaultyFiles noRoom = new FaultyFiles().full(0, path -> path.contains("/blocks/"));
    reopen(options -> options.withFiles(noRoom));
    Rdd<String> cut = large();
    cut.localCheckpoint();
    cut.count();
    Rdd<String> last = null;
    for (int i = 0; i < 40; i++) {
      last = sc.parallelize(upTo(250), 1).map(n -> LONG_TEXT + n).cache();
      last.count();
    }
    PartitionStore store = sc.runtime().store();
    assertThat(store.has(cut.node.id(), 0)).isTrue();
    assertThat(store.has(last.node.id(), 0)).as("earlier ones have gone for it").isTrue();
  }

  @Test
  void ofTwoKindsOfCheckpointsTheLocalOneCounts() {
    sc.setCheckpointDir(folder.resolve("checkpoints").toString());
    Rdd<Integer> first = sc.parallelize(upTo(10), 2).map(x -> x + 1);
    first.checkpoint();
    first.localCheckpoint();
    first.count();
    assertThat(first.getCheckpointFile()).isEmpty();
    Rdd<Integer> second = sc.parallelize(upTo(10), 2).map(x -> x + 1);
    second.localCheckpoint();
    second.checkpoint();
    second.count();
    assertThat(second.getCheckpointFile()).isEmpty();
  }

  /** The file is gone when it is to be copied; a second attempt would hide that the first fails. */
  @Test
  void aCopyThatNobodyWantsAnyMoreCostsNoAttempt() {
    AtomicReference<Rdd<Integer>> unwanted = new AtomicReference<>();
    FileStore unpersisting =
        new ForwardingFileStore(LocalFileStore.INSTANCE) {
          @Override
          public InputStream open(String path, long offset) throws IOException {
            if (path.contains("/rdd_")) {
              unwanted.get().unpersist();
            }
            return super.open(path, offset);
          }
        };
    reopen(options -> options.withNodes(2, 1).withAttempts(1).withFiles(unpersisting));
    unwanted.set(sc.parallelize(upTo(10), 2).map(x -> x + 1).persist(StorageLevels.DISK_ONLY_2));
    assertThat(unwanted.get().count()).isEqualTo(10);
    assertThat(unwanted.get().getStorageLevel()).isEqualTo(StorageLevel.NONE);
  }

  private static volatile CountDownLatch read;
  private static volatile CountDownLatch mayEnd;

  /** What it was made from is still there: only the copy of a job that goes on was kept so far. */
  @Test
  void aLocalCheckpointDoesNotRestOnWhatAnotherJobMayStillTakeBack() throws Exception {
    for (StorageLevel level : List.of(StorageLevel.MEMORY_AND_DISK, StorageLevel.DISK_ONLY)) {
      read = new CountDownLatch(1);
      mayEnd = new CountDownLatch(1);
      Rdd<Integer> cut = sc.parallelize(upTo(10), 1).map(x -> x + 1).persist(level);
      cut.localCheckpoint();
      FutureAction<Long> other =
          cut.mapPartitions(
                  all -> {
                    Iterator<Integer> held = held(all);
                    read.countDown();
                    mayEnd.await();
                    return held;
                  })
              .countAsync();
      read.await();
      assertThat(cut.count()).isEqualTo(10);
      assertThat(cut.isCheckpointed()).isTrue();
      other.cancel(true);
      Until.holds(() -> sc.statusTracker().getActiveJobIds().isEmpty());
      assertThat(cut.count()).isEqualTo(10);
    }
  }
}
