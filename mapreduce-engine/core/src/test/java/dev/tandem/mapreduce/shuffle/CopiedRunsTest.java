package dev.tandem.mapreduce.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.RunCompression;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hadoop's thresholds, byte by byte and copy by copy, without a task or threads around them.
 * Whatever was copied and merged: once it has been reduced no byte is accounted for and no file is
 * left.
 */
class CopiedRunsTest {
  private static final int RECORDS = 10;
  private static final long NEVER = Long.MAX_VALUE;

  @TempDir Path folder;
  private TaskContext task;

  /** The bytes that a copy of one of the runs takes. */
  private long aCopy;

  private final List<Run> copied = new ArrayList<>();

  /** Where copies go; a number of 0 is never reached. */
  private record Limits(long single, long mergeAt, int mergeAtSegments, int together, long keep) {
    static final Limits NONE = new Limits(NEVER, NEVER, 0, 0, NEVER);

    Limits single(long bytes) {
      return new Limits(bytes, mergeAt, mergeAtSegments, together, keep);
    }

    Limits mergeAt(long bytes) {
      return new Limits(single, bytes, mergeAtSegments, together, keep);
    }

    Limits mergeAtSegments(int copies) {
      return new Limits(single, mergeAt, copies, together, keep);
    }

    Limits together(int copies) {
      return new Limits(single, mergeAt, mergeAtSegments, copies, keep);
    }

    Limits keep(long bytes) {
      return new Limits(single, mergeAt, mergeAtSegments, together, bytes);
    }
  }

  private SortedRuns disk() {
    return new SortedRuns(folder);
  }

  private CopiedRuns open(Limits limits) throws Exception {
    return open(limits, false);
  }

  private CopiedRuns open(Limits limits, boolean compressed) throws Exception {
    RunOptions options =
        RunOptions.defaults()
            .withConf("mapreduce.task.io.sort.factor", "2")
            .withConf("mapreduce.map.output.compress", String.valueOf(compressed));
    task = disk().task(options);
    ShuffleSettings settings =
        new ShuffleSettings(
            true,
            1,
            NEVER,
            limits.single(),
            limits.mergeAt(),
            limits.mergeAtSegments(),
            limits.together(),
            limits.keep(),
            1);
    SortSettings sort = SortSettings.of(options);
    return new CopiedRuns(task, settings, sort, () -> null, ReduceCombiner.NONE, 100);
  }

  @BeforeEach
  void measure() throws IOException {
    aCopy = Files.size(Path.of(disk().write(99, RECORDS).path()));
  }

  private void copy(CopiedRuns copies, int n) throws Exception {
    for (int i = 0; i < n; i++) {
      Run run = disk().write(copied.size(), RECORDS);
      copied.add(run);
      copies.copy(run);
    }
  }

  /** All records come back in order, and nothing is left of them. */
  private void assertReduced(CopiedRuns copies) throws Exception {
    List<Run> left = copies.forReduce();
    assertThat(left).hasSizeLessThanOrEqualTo(2 + copied.size());
    assertThat(SortedRuns.merge(copies.files(), left)).hasSize(copied.size() * RECORDS).isSorted();
    copies.delete(left);
    assertThat(copies.memory().used()).as("bytes accounted for").isZero();
    assertThat(disk().own()).as("files").isEmpty();
    assertThat(copied).as("map outputs are others'").allMatch(r -> Files.exists(Path.of(r.path())));
  }

  @Test
  void withoutAThresholdAllStaysInMemory() throws Exception {
    CopiedRuns copies = open(Limits.NONE);
    copy(copies, 5);
    assertThat(copies.memory().used()).isEqualTo(5 * aCopy);
    assertThat(disk().own()).isEmpty();
    assertReduced(copies);
    assertThat(task.ledger().get(Measure.SPILLED_RECORDS)).isZero();
  }

  @Test
  void aCopyThatIsJustSmallEnoughStaysInMemory() throws Exception {
    CopiedRuns copies = open(Limits.NONE.single(aCopy));
    copy(copies, 1);
    assertThat(disk().own()).isEmpty();
    assertReduced(copies);
  }

  @Test
  void aCopyThatIsTooLargeByAByteGoesToDisk() throws Exception {
    CopiedRuns copies = open(Limits.NONE.single(aCopy - 1));
    copy(copies, 1);
    assertThat(disk().own()).containsExactly("copy0");
    assertThat(copies.memory().used()).isZero();
    assertThat(task.ledger().get(Measure.SPILLED_RECORDS)).isEqualTo(RECORDS);
    assertReduced(copies);
  }

  @Test
  void copiesInMemoryAreMergedToDiskAtSoManyBytes() throws Exception {
    CopiedRuns copies = open(Limits.NONE.mergeAt(3 * aCopy));
    copy(copies, 2);
    assertThat(disk().own()).isEmpty();
    copy(copies, 1);
    assertThat(disk().own()).containsExactly("shuffled0");
    assertThat(copies.memory().used()).isZero();
    copy(copies, 2);
    assertThat(copies.memory().used()).isEqualTo(2 * aCopy);
    assertReduced(copies);
  }

  @Test
  void aByteLessIsNotEnough() throws Exception {
    CopiedRuns copies = open(Limits.NONE.mergeAt(3 * aCopy + 1));
    copy(copies, 3);
    assertThat(disk().own()).isEmpty();
    assertReduced(copies);
  }

  @Test
  void copiesInMemoryAreMergedToDiskAtSoManyCopies() throws Exception {
    CopiedRuns copies = open(Limits.NONE.mergeAtSegments(2));
    copy(copies, 1);
    assertThat(disk().own()).isEmpty();
    copy(copies, 3);
    assertThat(disk().own()).containsExactly("shuffled0", "shuffled1");
    assertReduced(copies);
  }

  /** Three are one less than twice the factor: the two smallest of them become one. */
  @Test
  void copiesOnDiskAreMergedOnceEachMergeTakesAsManyAsItMay() throws Exception {
    CopiedRuns copies = open(Limits.NONE.single(0));
    copy(copies, 2);
    assertThat(disk().own()).containsExactly("copy0", "copy1");
    copy(copies, 1);
    assertThat(disk().own()).containsExactly("copy2", "shuffled0");
    copy(copies, 1);
    assertThat(disk().own()).containsExactly("shuffled0", "shuffled1");
    assertReduced(copies);
  }

  @Test
  void copiesAreMergedInMemoryWithoutAFile() throws Exception {
    CopiedRuns copies = open(Limits.NONE.together(2));
    copy(copies, 4);
    assertThat(disk().own()).isEmpty();
    assertThat(copies.memory().used()).isPositive();
    List<Run> left = copies.forReduce();
    assertThat(left).extracting(Run::records).containsExactly(2L * RECORDS, 2L * RECORDS);
    assertThat(left).extracting(Run::origin).containsExactly(100, 101);
    copies.delete(left);
    assertThat(copies.memory().used()).isZero();
  }

  @Test
  void whatIsMergedInMemoryIsCompressedAsItsCopiesAre() throws Exception {
    List<String> same = Collections.nCopies(10_000, "key");
    CopiedRuns copies = open(Limits.NONE.together(2), true);
    long before = 0;
    for (int i = 0; i < 2; i++) {
      Run run = disk().write(i, same, RunCompression.LZ4);
      before += Files.size(Path.of(run.path()));
      copies.copy(run);
    }
    assertThat(copies.memory().used()).isPositive().isLessThan(2 * before);
    List<Run> left = copies.forReduce();
    assertThat(left).extracting(Run::records).containsExactly(20_000L);
    copies.delete(left);
    assertThat(copies.memory().used()).isZero();
  }

  /** It fills the memory, and no copy would begin again if nobody noticed. */
  @Test
  void whatGrowsWhenItIsMergedInMemoryGoesToDiskToo() throws Exception {
    List<String> same = Collections.nCopies(10_000, "key");
    CopiedRuns copies = open(Limits.NONE.together(2).mergeAt(30_000));
    copies.copy(disk().write(0, same, RunCompression.LZ4));
    copies.copy(disk().write(1, same, RunCompression.LZ4));
    assertThat(disk().own()).containsExactly("shuffled0");
    assertThat(copies.memory().used()).isZero();
  }

  @Test
  void beforeItIsReducedTheSmallestLeaveUntilTheRestMayStay() throws Exception {
    CopiedRuns copies = open(Limits.NONE.keep(aCopy));
    copy(copies, 3);
    List<Run> left = copies.forReduce();
    assertThat(disk().own()).containsExactly("shuffled0");
    assertThat(left).extracting(Run::records).containsExactlyInAnyOrder(1L * RECORDS, 2L * RECORDS);
    assertThat(copies.memory().used()).isEqualTo(aCopy);
    assertThat(SortedRuns.merge(copies.files(), left)).hasSize(3 * RECORDS);
  }

  @Test
  void whereNoneMayStayNoneDoes() throws Exception {
    CopiedRuns copies = open(Limits.NONE.keep(0));
    copy(copies, 3);
    assertReduced(copies);
    assertThat(task.ledger().get(Measure.SPILLED_RECORDS)).isEqualTo(3 * RECORDS);
  }

  @Test
  void aMapOutputThatIsGoneIsNamedAndTakesNoMemory() throws Exception {
    Run gone = disk().write(7, RECORDS);
    Files.delete(Path.of(gone.path()));
    for (long single : new long[] {0, NEVER}) {
      CopiedRuns copies = open(Limits.NONE.single(single));
      assertThatThrownBy(() -> copies.copy(gone))
          .isInstanceOfSatisfying(RunLost.class, lost -> assertThat(lost.origin()).isEqualTo(7));
      assertThat(copies.memory().used()).isZero();
    }
  }
}
