package dev.tandem.mapreduce.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merges with a fan-in of 2, without a task around them. */
class MergerTest {
  @TempDir Path folder;
  private SortedRuns disk;
  private TaskContext task;
  private Merger merger;

  @BeforeEach
  void open() throws IOException {
    RunOptions options = RunOptions.defaults().withConf("mapreduce.task.io.sort.factor", "2");
    disk = new SortedRuns(folder);
    task = disk.task(options);
    merger = new Merger(task, SortSettings.of(options), null);
  }

  /** Runs 0, 1, 2 ... with 1, 2, 3 ... records. */
  private List<Run> runs(int n) throws IOException {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      runs.add(disk.write(i, i + 1));
    }
    return runs;
  }

  private static List<String> merge(List<Run> runs) throws IOException {
    return SortedRuns.merge(LocalFileStore.INSTANCE, runs);
  }

  @Test
  void theSmallestAreMergedFirstUntilAsManyAreLeftAsAreReadAtOnce() throws IOException {
    List<Run> left = merger.down(runs(5), true);
    assertThat(left).extracting(Run::records).containsExactlyInAnyOrder(6L, 9L);
    // 1 and 2 records, then 3 and 3, then 4 and 5
    assertThat(task.ledger().get(Measure.SPILLED_RECORDS)).isEqualTo(3 + 6 + 9);
    assertThat(merge(left)).hasSize(15).isSorted();
  }

  @Test
  void asManyAsAreReadAtOnceAreLeftAlone() throws IOException {
    List<Run> two = runs(2);
    assertThat(merger.down(two, true)).isEqualTo(two);
    assertThat(disk.own()).isEmpty();
  }

  @Test
  void emptyRunsAreNoWork() throws IOException {
    List<Run> runs = runs(2);
    runs.add(Run.nothing(1));
    assertThat(merger.down(runs, true)).hasSize(2);
    assertThat(disk.own()).isEmpty();
    assertThat(merger.down(List.of(Run.nothing(1)), true)).isEmpty();
  }

  @Test
  void ownRunsAreDeletedOnceTheyAreMergedAndThoseOfOthersAreNot() throws IOException {
    List<Run> runs = runs(5);
    List<Run> left = merger.down(runs, false);
    assertThat(runs).allMatch(run -> Files.exists(Path.of(run.path())));
    assertThat(disk.own()).as("what was merged again is gone").hasSize(left.size());
    merger.delete(left);
    assertThat(disk.own()).isEmpty();
    merger.down(runs, true);
    assertThat(runs).noneMatch(run -> Files.exists(Path.of(run.path())));
  }

  /** They take no place in a merge, for no file is open for them. */
  @Test
  void runsInMemoryLeaveItWithTheFirstPass() throws IOException {
    List<Run> runs = runs(5);
    List<Run> left = merger.down(runs.subList(0, 3), runs.subList(3, 5), 5);
    assertThat(left).extracting(Run::records).containsExactlyInAnyOrder(3L, 12L);
    assertThat(merge(left)).hasSize(15).isSorted();
  }

  @Test
  void withoutAPassTheyStay() throws IOException {
    List<Run> runs = runs(4);
    assertThat(merger.down(runs.subList(0, 2), runs.subList(2, 4), 4)).isEqualTo(runs);
  }
}
