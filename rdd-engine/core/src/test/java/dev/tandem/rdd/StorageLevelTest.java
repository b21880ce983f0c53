package dev.tandem.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cluster.Node;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.rdd.store.MemoryManager.Claim;
import dev.tandem.rdd.store.PartitionStore;
import dev.tandem.rdd.store.StorageLevel;
import dev.tandem.rdd.store.StorageStatus;
import dev.tandem.testkit.fault.FaultyFiles;
import dev.tandem.testkit.probe.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where partitions are kept at each level, and what it costs to lose them. */
class StorageLevelTest {
  /** The number of the operation that {@link #texts} ends with. */
  private static final int TEXTS = 2;

  private static final String LONG_TEXT = "a text of some length that is longer than its number ";

  @TempDir Path folder;

  private final Numbers numbers = Numbers.of(4, 500);

  private Bag<String> texts(Runs runs) {
    return runs.pipeline.read(numbers).map(n -> LONG_TEXT + n);
  }

  private static PartitionStore store(Runs runs) {
    return runs.session.runtime().store();
  }

  private static StorageStatus status(Runs runs) {
    List<StorageStatus> all = store(runs).status();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(f -> isBlock(f)).sorted().toList();
    }
  }

  private static boolean isBlock(Path file) {
    return file.getFileName().toString().startsWith("rdd_")
        || file.getParent().getFileName().toString().equals("blocks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DISK_ONLY",
        "MEMORY_ONLY",
        "MEMORY_ONLY_SER",
        "MEMORY_AND_DISK",
        "MEMORY_AND_DISK_SER",
        "OFF_HEAP"
      })
  void aKeptPartitionIsComputedOnce(String name) throws IOException {
    StorageLevel level = StorageLevel.fromString(name);
    try (Runs runs = new Runs(folder, UnaryOperator.identity())) {
      store(runs).persist(TEXTS, level);
      Bag<String> texts = texts(runs);
      List<String> first = texts.collect();
      assertThat(texts.collect()).isEqualTo(first).hasSize(2000).startsWith(LONG_TEXT + 0);
      assertThat(numbers.opened().count()).isEqualTo(4);
      assertThat(runs.get(Measure.CACHE_HITS)).isEqualTo(4);
      StorageStatus status = status(runs);
      assertThat(status.cached()).isEqualTo(4).isEqualTo(status.partitions());
      assertThat(status.memoryBytes() > 0).isEqualTo(level.useMemory());
      assertThat(status.diskBytes() > 0).isEqualTo(!level.useMemory());
      assertThat(files()).hasSize(level.useMemory() ? 0 : 4);
      store(runs).release(TEXTS);
      assertThat(store(runs).memory().used()).isZero();
      assertThat(files()).isEmpty();
      assertThat(texts.collect()).isEqualTo(first);
      assertThat(numbers.opened().count()).isEqualTo(8);
    }
  }

  @Test
  void bytesAreSmallerThanObjects() {
    try (Runs runs = new Runs(folder, UnaryOperator.identity())) {
      store(runs).persist(TEXTS, StorageLevel.MEMORY_ONLY_SER);
      store(runs).persist(TEXTS + 1, StorageLevel.MEMORY_ONLY);
      texts(runs).map(text -> text).count();
      List<StorageStatus> both = store(runs).status();
      assertThat(both.get(0).memoryBytes()).isBetween(2000L * 56, 2000L * 60);
      assertThat(both.get(1).memoryBytes()).isGreaterThan(2000L * 80);
      assertThat(both.get(0).describe())
          .matches("CachedPartitions: 4; MemorySize: \\d+\\.\\d KiB; DiskSize: 0\\.0 B");
    }
  }

  @Test
  void whatDoesNotFitIsComputedAgainOrGoesToDisk() throws IOException {
    Numbers many = Numbers.of(4, 5000);
    for (StorageLevel level : List.of(StorageLevel.MEMORY_ONLY, StorageLevel.MEMORY_AND_DISK)) {
      long before = many.opened().count();
      try (Runs runs = new Runs(folder, options -> options.withMemory(1 << 20).withNodes(1, 1))) {
        store(runs).persist(TEXTS, level);
        Bag<String> texts = runs.pipeline.read(many).map(n -> LONG_TEXT + n);
        assertThat(texts.count()).isEqualTo(20_000);
        assertThat(texts.count()).isEqualTo(20_000);
        StorageStatus status = status(runs);
        assertThat(status.memoryBytes()).isLessThanOrEqualTo(1 << 20);
        assertThat(status.cached())
            .isEqualTo(level.useDisk() ? 4 : (int) runs.get(Measure.CACHE_HITS));
        assertThat(many.opened().count() - before).isEqualTo(4L + 4 - runs.get(Measure.CACHE_HITS));
        assertThat(status.diskBytes() > 0).isEqualTo(level.useDisk());
        assertThat(runs.get(Measure.EVICTED_PARTITIONS)).as("never for itself").isZero();
      }
    }
  }

  @Test
  void anEvictedPartitionFallsToDiskAndIsNotComputedAgain() {
    try (Runs runs = new Runs(folder, options -> options.withMemory(1 << 20))) {
      store(runs).persist(2, StorageLevel.MEMORY_AND_DISK);
      store(runs).persist(4, StorageLevel.MEMORY_ONLY);
      Bag<String> first = runs.pipeline.read(Numbers.of(4, 1200)).map(n -> LONG_TEXT + n);
      Numbers others = Numbers.of(4, 1200);
      Bag<String> second = runs.pipeline.read(others).map(n -> LONG_TEXT + -n);
      List<String> before = first.collect();
      second.count();
      assertThat(runs.get(Measure.EVICTED_PARTITIONS)).isPositive();
      StorageStatus status = store(runs).status().get(0);
      assertThat(status.cached()).isEqualTo(4);
      assertThat(status.diskBytes()).isPositive();
      long hits = runs.get(Measure.CACHE_HITS);
      assertThat(first.collect()).isEqualTo(before);
      assertThat(runs.get(Measure.CACHE_HITS) - hits).isEqualTo(4);
    }
  }

  private Runs faulty(String fault) throws IOException {
    Path plan = Files.writeString(folder.resolve("faults"), fault + "\n");
    return new Runs(folder, options -> options.withConf("faults", plan.toString()));
  }

  @Test
  void anErrorBeforeAPartitionIsKeptCostsItsAttempt() throws IOException {
    try (Runs runs = faulty("cache.put * 1 0 1 io-error")) {
      store(runs).persist(TEXTS, StorageLevel.MEMORY_ONLY);
      Bag<String> texts = texts(runs);
      assertThat(texts.count()).isEqualTo(2000);
      assertThat(runs.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
      assertThat(status(runs).cached()).isEqualTo(4);
      assertThat(texts.count()).isEqualTo(2000);
      assertThat(numbers.opened().count()).as("the attempt that failed had not read").isEqualTo(4);
    }
  }

  @Test
  void anErrorBeforeAKeptPartitionIsReadCostsThatPartition() throws IOException {
    try (Runs runs = faulty("cache.get * 1 0 1 io-error")) {
      store(runs).persist(TEXTS, StorageLevel.MEMORY_ONLY);
      Bag<String> texts = texts(runs);
      List<String> first = texts.collect();
      assertThat(texts.collect()).isEqualTo(first);
      assertThat(numbers.opened().count()).isEqualTo(4 + 1);
      assertThat(runs.get(Measure.CACHE_HITS)).isEqualTo(3);
      assertThat(runs.get(Measure.FAILED_ATTEMPTS)).as("no fault of the task").isZero();
      assertThat(runs.report().warnings())
          .singleElement()
          .asString()
          .contains("kept partition 1 is lost");
    }
  }

  /** One partition each, of which two fit. */
  @Test
  void roomIsMadeByWhatWasNotUsedForTheLongestTime() {
    try (Runs runs = new Runs(folder, options -> options.withMemory(1 << 20))) {
      store(runs).keep(List.of(2, 4, 6));
      Bag<String> first = runs.pipeline.read(Numbers.of(1, 4000)).map(n -> LONG_TEXT + n);
      Bag<String> second = runs.pipeline.read(Numbers.of(1, 4000)).map(n -> LONG_TEXT + -n);
      Bag<String> third = runs.pipeline.read(Numbers.of(1, 4000)).map(n -> LONG_TEXT + 2 * n);
      first.count();
      second.count();
      assertThat(store(runs).has(2, 0)).isTrue();
      assertThat(store(runs).has(4, 0)).isTrue();
      first.count();
      third.count();
      assertThat(store(runs).has(6, 0)).isTrue();
      assertThat(store(runs).has(2, 0)).as("read since").isTrue();
      assertThat(store(runs).has(4, 0)).as("the oldest").isFalse();
    }
  }

  @Test
  void ofACopyThatCannotBeWrittenNothingIsLeft() throws IOException {
    for (int step : new int[] {1, 2, 3}) {
      FaultyFiles failing =
          new FaultyFiles()
              .counting(path -> path.contains("/blocks/"))
              .failing(step, FaultyFiles.Mode.FAIL_AFTER);
      try (Runs runs = new Runs(folder, options -> options.withNodes(2, 1).withFiles(failing))) {
        store(runs).persist(TEXTS, StorageLevel.fromString("DISK_ONLY_2"));
        assertThat(texts(runs).count()).isEqualTo(2000);
        assertThat(runs.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
        assertThat(files()).as("two for each partition").hasSize(8);
      }
    }
  }

  @Test
  void aSecondCopyOutlivesItsNode() {
    for (String name : List.of("MEMORY_ONLY_2", "DISK_ONLY_2", "MEMORY_ONLY_SER_2")) {
      long before = numbers.opened().count();
      try (Runs runs = new Runs(folder, options -> options.withNodes(3, 1))) {
        store(runs).persist(TEXTS, StorageLevel.fromString(name));
        Bag<String> texts = texts(runs);
        List<String> first = texts.collect();
        Node lost = runs.session.runtime().cluster().nodes().get(0);
        runs.session.runtime().cluster().lose(lost);
        assertThat(texts.collect()).isEqualTo(first);
        assertThat(numbers.opened().count() - before).isEqualTo(4);
      }
    }
  }

  @Test
  void aLostOrDamagedFileCostsItsPartitionOnly() throws IOException {
    Numbers many = Numbers.of(4, 5000);
    try (Runs runs = new Runs(folder, options -> options.withAttempts(1))) {
      store(runs).persist(TEXTS, StorageLevel.DISK_ONLY);
      Bag<String> texts = runs.pipeline.read(many).map(n -> LONG_TEXT + n);
      List<String> first = texts.collect();
      Files.delete(files().get(2));
      assertThat(texts.collect()).isEqualTo(first);
      assertThat(many.opened().count()).isEqualTo(5);
      for (int place : List.of(0, 100_000)) {
        Path damaged = files().get(1);
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[place] ^= 1;
        Files.write(damaged, bytes);
        assertThat(texts.collect()).isEqualTo(first);
      }
      assertThat(many.opened().count()).isEqualTo(7);
      assertThat(runs.get(Measure.FAILED_ATTEMPTS)).as("no fault of the task").isZero();
      assertThat(runs.report().warnings()).hasSize(3).allMatch(line -> line.contains("is lost"));
    }
  }

  /** A put that fails fails its attempt; an eviction that fails costs a computation. */
  @Test
  void aFullDiskUnderTheCache() {
    FaultyFiles full = new FaultyFiles().full(20_000, path -> path.contains("/rdd_"));
    try (Runs runs = new Runs(folder, options -> options.withFiles(full))) {
      store(runs).persist(TEXTS, StorageLevel.DISK_ONLY);
      assertThatThrownBy(() -> texts(runs).count())
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("while writing")
          .hasMessageContaining("attempt 4 of 4");
      assertThat(store(runs).memory().used()).isZero();
    }
    FaultyFiles noRoom = new FaultyFiles().full(0, path -> path.contains("/blocks/"));
    try (Runs runs = new Runs(folder, options -> options.withMemory(1 << 20).withFiles(noRoom))) {
      store(runs).persist(2, StorageLevel.MEMORY_AND_DISK);
      store(runs).persist(4, StorageLevel.MEMORY_ONLY);
      Bag<String> first = runs.pipeline.read(Numbers.of(4, 1200)).map(n -> LONG_TEXT + n);
      Bag<String> second = runs.pipeline.read(Numbers.of(4, 1200)).map(n -> LONG_TEXT + -n);
      List<String> before = first.collect();
      second.count();
      assertThat(runs.report().warnings())
          .anyMatch(line -> line.contains("a kept partition cannot be moved to disk"));
      assertThat(store(runs).status().get(0).diskBytes()).isZero();
      assertThat(first.collect()).isEqualTo(before);
    }
  }

  /** A disk that takes its time over the first partition that is moved there. */
  @Test
  @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // it hangs in a monitor
  void whileAPartitionIsMovedToASlowDiskOthersGetMemory() throws Exception {
    CountDownLatch moving = new CountDownLatch(1);
    CountDownLatch mayMove = new CountDownLatch(1);
    Thread main = Thread.currentThread(); // gets memory by moving another one, at times
    FaultyFiles slow =
        new FaultyFiles()
            .counting(path -> Thread.currentThread() == main || waits(path, moving, mayMove));
    try (Runs runs = new Runs(folder, options -> options.withMemory(1 << 20).withFiles(slow))) {
      store(runs).persist(2, StorageLevel.MEMORY_AND_DISK);
      store(runs).persist(4, StorageLevel.MEMORY_ONLY);
      Bag<String> first = runs.pipeline.read(Numbers.of(4, 1200)).map(n -> LONG_TEXT + n);
      Bag<String> second = runs.pipeline.read(Numbers.of(4, 1200)).map(n -> LONG_TEXT + -n);
      Claim mine = store(runs).memory().newTask().claim();
      assertThat(mine.hold(200 << 10)).isTrue();
      List<String> before = first.collect();
      CompletableFuture<Long> evicting = CompletableFuture.supplyAsync(second::count);
      moving.await();
      mine.release();
      assertThat(mine.hold(100 << 10)).isTrue();
      assertThat(store(runs).has(2, 0)).as("what is moved is still there").isTrue();
      mayMove.countDown();
      assertThat(evicting.get()).isEqualTo(before.size());
      assertThat(first.collect()).isEqualTo(before);
    }
  }

  private static boolean waits(String path, CountDownLatch begun, CountDownLatch mayEnd) {
    if (path.contains("/blocks/")) {
      begun.countDown();
      try {
        mayEnd.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return true;
  }

  @Test
  void keyedRecordsKeepTheirKeys() {
    try (Runs runs = new Runs(folder, UnaryOperator.identity())) {
      for (StorageLevel level : List.of(StorageLevel.DISK_ONLY, StorageLevel.MEMORY_ONLY_SER)) {
        KeyedBag<Long, Long> keyed = runs.pipeline.read(numbers).keyBy(n -> n % 7);
        int id = level.useDisk() ? 2 : 6; // two reads of it lie between
        store(runs).persist(id, level);
        var first = keyed.collect();
        assertThat(keyed.collect()).isEqualTo(first).hasSize(2000);
        assertThat(store(runs).level(id)).isEqualTo(level);
      }
      assertThat(runs.get(Measure.CACHE_HITS)).isEqualTo(8);
    }
  }

  @Test
  void aLevelIsNeverChanged() {
    try (Runs runs = new Runs(folder, UnaryOperator.identity())) {
      store(runs).persist(7, StorageLevel.MEMORY_ONLY);
      store(runs).persist(7, StorageLevel.MEMORY_ONLY);
      assertThatThrownBy(() -> store(runs).persist(7, StorageLevel.DISK_ONLY))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageStartingWith(
              "Cannot change storage level of an RDD after it was already assigned a level");
      store(runs).release(7);
      store(runs).persist(7, StorageLevel.DISK_ONLY);
      assertThat(store(runs).level(7).description()).isEqualTo("Disk Serialized 1x Replicated");
    }
  }
}
