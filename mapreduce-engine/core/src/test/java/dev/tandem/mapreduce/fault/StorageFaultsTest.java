package dev.tandem.mapreduce.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.job.Job;
import dev.tandem.mapreduce.MapReduceEngine;
import dev.tandem.testkit.fault.FaultTrial;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import dev.tandem.testkit.fault.FaultyFiles;
import dev.tandem.testkit.fault.FaultyFiles.Mode;
import dev.tandem.testkit.probe.DeletesScratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A storage that fails: every place at which it can, in runs of one slot, so that N is exact. */
@Timeout(120)
class StorageFaultsTest {
  private static final Predicate<String> SCRATCH = path -> path.contains("tandem-scratch");
  private static final Predicate<String> ATTEMPTS =
      path -> path.matches(".*tandem-scratch.*attempt.*");

  @TempDir Path folder;
  private final AtomicInteger trials = new AtomicInteger();

  private FaultTrial trial(Job job, UnaryOperator<RunOptions> change) throws IOException {
    Path own = Files.createDirectory(folder.resolve("trial" + trials.getAndIncrement()));
    return new FaultTrial(
        new MapReduceEngine(),
        own,
        job,
        options ->
            change.apply(options.withNodes(1, 1).withPartitions(2).withConf("sync", "false")));
  }

  /** Spills several times and merges twice, so that every kind of file is written. */
  private static RunOptions spilling(RunOptions options, String fetch) {
    return options
        .withConf("fetch", fetch)
        .withConf("mapreduce.task.io.sort.mb", "0.001")
        .withConf("mapreduce.task.io.sort.factor", "2")
        .withConf("mapreduce.reduce.merge.inmem.threshold", "2")
        .withConf("mapreduce.job.reduce.slowstart.completedmaps", "1");
  }

  private Outcome run(FaultyFiles files, String fetch, int attempts) throws IOException {
    FaultTrial trial = trial(new SmallProbe(3, 60), options -> spilling(options, fetch));
    return trial.run(options -> options.withFiles(files).withAttempts(attempts));
  }

  @ParameterizedTest
  @CsvSource({"direct, FAIL_BEFORE", "direct, FAIL_AFTER", "copy, FAIL_BEFORE", "copy, FAIL_AFTER"})
  void everyKindOfChangeInScratchMayFailOnce(String fetch, Mode mode) throws IOException {
    FaultyFiles counting = new FaultyFiles().counting(SCRATCH);
    Outcome calm = run(counting, fetch, 4);
    assertThat(counting.changes()).as("places to fail at").hasSizeGreaterThan(40);
    List<Integer> places = placesToFail(counting.changes());
    int failedRuns = 0;
    for (int i : places) {
      Outcome once = run(new FaultyFiles().counting(SCRATCH).failing(i, mode), fetch, 1);
      String what = mode + " at " + counting.changes().get(i - 1);
      if (once.failure() == null) {
        assertThat(once.files()).as(what).isEqualTo(calm.files());
      } else {
        failedRuns++;
        assertThat(once.message()).as(what).contains("injected failure of change " + i);
        assertThat(once.files()).as(what).isEmpty();
      }
      Outcome again = run(new FaultyFiles().counting(SCRATCH).failing(i, mode), fetch, 4);
      assertThat(again.message()).as(what).isEmpty();
      assertThat(again.files()).as(what).isEqualTo(calm.files());
      assertThat(again.report().get(Measure.FAILED_ATTEMPTS))
          .as(what)
          .isEqualTo(once.failure() == null ? 0 : 1);
      assertThat(again.leaks().stream().filter(leak -> !leak.startsWith("scratch"))).isEmpty();
    }
    assertThat(failedRuns).as("failures that cost an attempt").isGreaterThan(places.size() / 2);
  }

  /**
   * All that differ, each file's pieces and folders being alike; of those that are alike, three.
   */
  private static List<Integer> placesToFail(List<String> changes) {
    Map<String, Integer> alike = new HashMap<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 1; i <= changes.size(); i++) {
      String change = changes.get(i - 1);
      String file = change.substring(change.lastIndexOf('/') + 1);
      String kind = change.substring(0, change.indexOf(' ')) + file.replaceAll("[0-9]", "");
      if (alike.merge(kind, 1, Integer::sum) <= 3) {
        places.add(i);
      }
    }
    return places;
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "copy"})
  void aDiskThatIsFullAfterAnyNumberOfBytesIsNamed(String fetch) throws IOException {
    Outcome calm = run(new FaultyFiles(), fetch, 1);
    boolean enough = false;
    int full = 0;
    for (long bytes = 0; !enough; bytes += 97) {
      Outcome outcome = run(new FaultyFiles().full(bytes, SCRATCH), fetch, 1);
      enough = outcome.failure() == null;
      if (enough) {
        assertThat(outcome.files()).isEqualTo(calm.files());
      } else {
        full++;
        assertThat(outcome.message()).contains("No space left on device");
        assertThat(outcome.message()).contains("tandem-scratch").contains("bytes free");
        assertThat(outcome.files()).isEmpty();
      }
      assertThat(outcome.leaks()).isEmpty();
    }
    assertThat(full).isGreaterThan(20);
  }

  @Test
  void aMergeOpensNoMoreFilesThanItsFactor() throws IOException {
    for (int factor : new int[] {2, 3, 5}) {
      FaultyFiles files = new FaultyFiles();
      FaultTrial trial =
          trial(
              new SmallProbe(12, 200),
              options ->
                  options
                      .withConf("mapreduce.task.io.sort.mb", "0.001")
                      .withConf("mapreduce.task.io.sort.factor", "" + factor));
      Outcome outcome = trial.run(options -> options.withFiles(files));
      assertThat(outcome.message()).isEmpty();
      assertThat(files.changes().stream().filter(change -> change.startsWith("create")).count())
          .as("files altogether")
          .isGreaterThan(50);
      assertThat(files.peakOpen())
          .as("the runs of a merge, the head of the next one, what is written")
          .isBetween(factor, factor + 2);
    }
  }

  @Test
  void filesInScratchGrowWithMapTasksAndNotWithPartitions() throws IOException {
    long files = filesInScratch(3, 10);
    assertThat(files).isPositive();
    assertThat(filesInScratch(3, 200)).isEqualTo(files);
    assertThat(filesInScratch(6, 200)).isEqualTo(2 * files);
  }

  @Test
  void twentyMapTasksAndTenThousandPartitionsAreTwentyFiles() throws IOException {
    assertThat(filesInScratch(20, 10_000)).isEqualTo(20);
  }

  private long filesInScratch(int splits, int partitions) throws IOException {
    FaultyFiles files = new FaultyFiles().counting(SCRATCH);
    Outcome outcome =
        trial(new SmallProbe(splits, 60), options -> options.withPartitions(partitions))
            .run(options -> options.withFiles(files));
    assertThat(outcome.files().keySet())
        .filteredOn(name -> name.contains("part-"))
        .hasSize(partitions);
    return files.changes().stream().filter(change -> change.startsWith("create ")).count();
  }

  @Test
  void whatCannotBeCleanedUpDoesNotHideTheCause() throws IOException {
    FaultyFiles counting = new FaultyFiles().counting(ATTEMPTS);
    String plan = "reduce.record \"round 1 reduce*\" 0 0 1 throw\n";
    // one task at a time, so that the changes come in the same order in every run
    UnaryOperator<RunOptions> alone =
        options -> options.withAttempts(1).withPartitions(1).withNodes(1, 1);
    FaultTrial trial = trial(new SmallProbe(1, 5), alone);
    trial.run(plan, options -> options.withFiles(counting));
    List<String> changes = counting.changes();
    int deletes = 0;
    for (int i = 1; i <= changes.size(); i++) {
      if (changes.get(i - 1).startsWith("delete")) {
        deletes++;
        FaultyFiles failing = new FaultyFiles().counting(ATTEMPTS).failing(i, Mode.FAIL_BEFORE);
        Outcome outcome =
            trial(new SmallProbe(1, 5), alone).run(plan, options -> options.withFiles(failing));
        assertThat(outcome.message()).contains("injected fault at reduce.record");
        assertThat(outcome.report().warnings()).anyMatch(line -> line.contains("injected failure"));
      }
    }
    assertThat(deletes).isPositive();
  }

  @Test
  void scratchThatIsDeletedWhileARunUsesItFailsItClearly() throws IOException {
    String plan = "task.commit \"round 1 map*\" * * * delete-output\n";
    FaultTrial trial = trial(new SmallProbe(2, 60), options -> options);
    Outcome outcome = trial.run(plan, options -> options);
    assertThat(outcome.message())
        .contains("the output of round 1 map", "is lost", "there is no file", "for the 4th time");
    assertThat(outcome.files()).isEmpty();
    assertThat(outcome.leaks()).isEmpty();
    assertThat(outcome.report().warnings()).noneMatch(line -> line.contains("has not struck"));
    String spills = "map.spill.write \"round 1 map*\" 1 0 3 delete-output\n";
    Outcome healed =
        trial(new SmallProbe(2, 200), options -> spilling(options, "direct"))
            .run(spills, options -> options);
    assertThat(healed.message()).isEmpty();
    assertThat(healed.report().get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "copy"})
  void theWholeScratchFolderMayGoUnderARun(String fetch) throws IOException {
    Path own = Files.createDirectories(folder.resolve("deleting"));
    FaultTrial trial =
        new FaultTrial(
            new MapReduceEngine(),
            own,
            new DeletesScratch(own.resolve("scratch").toString()),
            options -> options.withNodes(1, 1).withPartitions(3).withConf("fetch", fetch));
    Outcome outcome = trial.run(options -> options);
    if (outcome.failure() == null) {
      assertThat(outcome.sortedLines()).containsExactly("0", "1", "2");
      assertThat(outcome.report().get(Measure.RECOMPUTED_TASKS)).isPositive();
    } else {
      assertThat(outcome.message())
          .contains("there is no file")
          .doesNotContain("NullPointerException");
      assertThat(outcome.files()).isEmpty();
    }
    assertThat(outcome.leaks()).isEmpty();
  }
}
