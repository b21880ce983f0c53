package dev.tandem.rdd.api;

import static dev.tandem.testkit.fault.FaultyFiles.Mode.FAIL_AFTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.Until;
import dev.tandem.rdd.store.StorageLevel;
import dev.tandem.testkit.fault.FaultyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The files of groups that are larger than the memory: who deletes them, and what their damage
 * means.
 */
@Timeout(120)
class GroupFilesTest extends GroupsTest {
  private static final UnaryOperator<RunOptions> ONE_ATTEMPT = options -> options.withAttempts(1);

  /** The scratch folder in which a task is to delete the files of groups; null to leave them. */
  private static volatile Path spoil;

  /** Whether a function has met a damaged file. */
  private static volatile boolean stumbled;

  /** Does something to each file of a group on some nodes. */
  private void eachFile(Predicate<Path> which, IoConsumer<Path> what) throws IOException {
    int changed = 0;
    for (Path group : groupFiles(folder.resolve("scratch"))) {
      if (which.test(group)) {
        what.accept(group);
        changed++;
      }
    }
    assertThat(changed).isPositive();
  }

  /** As a lambda that may throw. */
  private interface IoConsumer<T> {
    void accept(T value) throws IOException;
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static void assertCounted(RddLike<Pair<String, Iterable<String>>> groups) {
    assertThat(groups.mapToPair(GroupFilesTest::counted).collect())
        .containsExactly(new Pair<>("key", VALUES));
  }

  private static Pair<String, Integer> counted(Pair<String, Iterable<String>> group) {
    int count = 0;
    for (String value : group.second()) {
      count += value.isEmpty() ? 0 : 1;
    }
    return new Pair<>(group.first(), count);
  }

  @Test
  void oneWhoseFileIsLostOrDamagedOnALivingNodeIsMadeAgain() throws IOException {
    PairRdd<String, Iterable<String>> kept = group(ONE_ATTEMPT).cache();
    assertCounted(kept);
    eachFile(group -> true, GroupFilesTest::flip);
    assertCounted(kept);
    assertThat(grouped.value()).isEqualTo(2);
    eachFile(group -> true, Files::deleteIfExists);
    assertCounted(kept);
    assertThat(grouped.value()).isEqualTo(3);
  }

  @Test
  void oneThatAShuffleHoldsIsMadeAgainToo() throws IOException {
    PairRdd<String, Iterable<String>> moved =
        group(ONE_ATTEMPT).partitionBy(new HashPartitioner(2));
    assertCounted(moved);
    eachFile(group -> true, GroupFilesTest::flip);
    assertCounted(moved);
    assertThat(grouped.value()).isEqualTo(2);
  }

  private static Pair<String, Integer> spoiledAndCounted(Pair<String, Iterable<String>> group)
      throws IOException {
    Path scratch = spoil;
    spoil = null;
    for (Path file : scratch == null ? List.<Path>of() : groupFiles(scratch)) {
      Files.delete(file);
    }
    return counted(group);
  }

  @Test
  void oneThatIsLostBeforeItsOwnTaskHasReadItIsMadeAgain() {
    PairRdd<String, Iterable<String>> groups = group(ONE_ATTEMPT);
    spoil = folder.resolve("scratch");
    List<Pair<String, Integer>> counts =
        groups.mapToPair(GroupFilesTest::spoiledAndCounted).reduceByKey(Integer::sum, 2).collect();
    assertThat(counts).containsExactly(new Pair<>("key", VALUES));
    assertThat(spoil).isNull();
  }

  @Test
  void ofADamagedOneTheCopyIsRead() throws IOException {
    PairRdd<String, Iterable<String>> kept = group(ONE_ATTEMPT).persist(StorageLevel.MEMORY_ONLY_2);
    assertCounted(kept);
    String first = "node" + nodeOf(kept);
    eachFile(group -> group.getParent().endsWith(first), GroupFilesTest::flip);
    assertCounted(kept);
    assertThat(grouped.value()).isEqualTo(1);
  }

  /** A function that goes on with an iterator that has failed, and then begins anew. */
  private static Pair<String, Integer> stubborn(Pair<String, Iterable<String>> group) {
    Iterator<String> values = group.second().iterator();
    try {
      values.forEachRemaining(value -> {});
    } catch (RuntimeException damaged) {
      assertThat(values.hasNext()).isFalse();
      assertThatThrownBy(values::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("could not be read to their end");
      stumbled = true;
    }
    return counted(group);
  }

  @Test
  void anIteratorThatHasFailedSaysNothingMoreAboutTheCopies() throws IOException {
    PairRdd<String, Iterable<String>> kept = group(ONE_ATTEMPT).persist(StorageLevel.MEMORY_ONLY_2);
    assertCounted(kept);
    String first = "node" + nodeOf(kept);
    eachFile(group -> group.getParent().endsWith(first), GroupFilesTest::flip);
    stumbled = false;
    assertThat(kept.mapToPair(GroupFilesTest::stubborn).collect())
        .containsExactly(new Pair<>("key", VALUES));
    assertThat(stumbled).isTrue();
    assertThat(grouped.value()).isEqualTo(1);
  }

  @Test
  void itsFilesGoWithIt() {
    PairRdd<String, Iterable<String>> kept = group().persist(StorageLevel.MEMORY_ONLY_2);
    assertWhole(kept);
    assertThat(groupFiles()).as("one for each copy").isEqualTo(2);
    kept.unpersist();
    awaitGroupFiles(0);
  }

  private void awaitGroupFiles(int left) {
    Until.holds(
        () -> {
          sc.parallelize(upTo(3), 3).count(); // threads forget their last task
          System.gc();
          return groupFiles() == left;
        });
  }

  @Test
  void ofOneThatCannotBeWrittenNothingIsLeft() {
    FaultyFiles counting = groupFilesOf(new FaultyFiles());
    assertWhole(group(inFiles(counting)));
    int written = counting.changes().size();
    for (int step : new int[] {1, 2, written / 2, written}) {
      FaultyFiles failing = groupFilesOf(new FaultyFiles()).failing(step, FAIL_AFTER);
      PairRdd<String, Iterable<String>> kept = group(inFiles(failing)).cache();
      assertWhole(kept);
      assertThat(groupFiles()).as("step %s of %s", step, written).isEqualTo(1);
      assertThat(failedAttempts()).isEqualTo(1);
      assertThat(kept.count()).isEqualTo(1);
    }
  }

  @Test
  void ofACopyThatCannotBeWrittenNothingIsLeft() {
    FaultyFiles counting = groupFilesOf(new FaultyFiles());
    assertWhole(group(inFiles(counting)).persist(StorageLevel.MEMORY_ONLY_2));
    int written = counting.changes().size();
    assertThat(counting.changes().get(written - 1)).startsWith("close");
    FaultyFiles failing = groupFilesOf(new FaultyFiles()).failing(written - 1, FAIL_AFTER);
    PairRdd<String, Iterable<String>> kept =
        group(inFiles(failing)).persist(StorageLevel.MEMORY_ONLY_2);
    assertWhole(kept);
    assertThat(failing.changes().get(written - 2)).startsWith("write");
    assertThat(grouped.value()).isEqualTo(1);
    assertThat(failedAttempts()).isEqualTo(1);
    awaitGroupFiles(2);
    kept.unpersist();
    assertThat(sc.runtime().store().memory().used()).isZero();
  }

  private long failedAttempts() {
    return sc.report().get(Measure.FAILED_ATTEMPTS);
  }

  private static FaultyFiles groupFilesOf(FaultyFiles files) {
    return files.counting(path -> path.contains("/group-"));
  }

  private static UnaryOperator<RunOptions> inFiles(FaultyFiles files) {
    return options -> options.withFiles(files).withConf("shuffle", "files");
  }

  private long groupFiles() {
    return groupFiles(folder.resolve("scratch")).size();
  }

  private static List<Path> groupFiles(Path scratch) {
    // only folders are looked at: files go away meanwhile
    try (Stream<Path> nodes = Files.walk(scratch, 2)) {
      return nodes.flatMap(GroupFilesTest::groupsIn).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> groupsIn(Path node) {
    return Stream.ofNullable(node.toFile().list())
        .flatMap(Stream::of)
        .filter(file -> file.startsWith("group-"))
        .map(node::resolve);
  }
}
