package dev.tandem.mapreduce.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.mapreduce.LostNode;
import dev.tandem.mapreduce.MapReduceEngine;
import dev.tandem.testkit.fault.FaultProbe;
import dev.tandem.testkit.fault.FaultTrial;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A node goes with its disk: what lay on it and is still needed is made again, and nothing else.
 */
@Timeout(300)
class NodeLossTest {
  @TempDir Path folder;

  private FaultTrial trial() {
    return new FaultTrial(
        new MapReduceEngine(), folder, new FaultProbe(), options -> options.withNodes(3, 1));
  }

  /**
   * Whoever runs the chosen task loses its node: each task in turn, so each node sooner or later.
   */
  @ParameterizedTest
  @CsvSource({
    "map.record, map, 50", "task.commit, map, 1", "shuffle.fetch, reduce, 1",
    "reduce.record, reduce, 2", "writer.close, reduce, 1", "task.commit, reduce, 1"
  })
  void onlyWhatIsStillNeededIsMadeAgain(String point, String phase, int hit) {
    for (String defaults : new String[] {"tandem", "hadoop"}) {
      for (int task = 0; task < 3; task++) {
        String plan = point + " \"round 1 " + phase + "*\" " + task + " 0 " + hit + " lose-node\n";
        Outcome calm = trial().run(options -> options.withConf("defaults", defaults));
        Outcome outcome =
            trial().run(plan, options -> options.withConf("defaults", defaults).withAttempts(1));
        assertThat(outcome.message()).as(plan).isEmpty();
        assertThat(outcome.files()).as(plan).isEqualTo(calm.files());
        assertThat(outcome.leaks()).as(plan).isEmpty();
        RunReport report = outcome.report();
        assertThat(report.get(Measure.FAILED_ATTEMPTS)).as("nobody is to blame").isZero();
        assertThat(report.warnings()).filteredOn(line -> line.endsWith("was lost")).hasSize(1);
        assertThat(report.get(Measure.RECOMPUTED_TASKS))
            .as("map tasks that had ended on the lost node: " + plan)
            .isLessThanOrEqualTo(LostNode.maps(report));
        if (phase.equals("reduce") && point.equals("shuffle.fetch") && defaults.equals("tandem")) {
          assertThat(report.get(Measure.RECOMPUTED_TASKS))
              .as("before a fetch all of them are needed")
              .isEqualTo(LostNode.maps(report));
        }
      }
    }
  }

  /**
   * One task after the other, so that it is known what had ended: whoever runs a reduce task needs
   * all that lay on its node again, and a map task nothing of it before the reduce tasks do.
   */
  @ParameterizedTest
  @CsvSource({
    "map.record, map, 50", "task.commit, map, 1", "shuffle.fetch, reduce, 1",
    "reduce.record, reduce, 2", "writer.close, reduce, 1", "task.commit, reduce, 1"
  })
  void whereOneTaskRunsAtATimeItIsKnownWhatIsMadeAgain(String point, String phase, int hit) {
    for (String fetch : new String[] {"direct", "copy"}) {
      for (int task = 0; task < 3; task++) {
        String plan = point + " \"round 1 " + phase + "*\" " + task + " 0 " + hit + " lose-node\n";
        Outcome outcome =
            trial()
                .run(
                    plan,
                    options ->
                        options
                            .withAttempts(1)
                            .withConf("fetch", fetch)
                            .withConf("mapreduce.job.running.map.limit", "1")
                            .withConf("mapreduce.job.running.reduce.limit", "1"));
        assertThat(outcome.message()).as(plan).isEmpty();
        assertThat(outcome.leaks()).as(plan).isEmpty();
        assertThat(outcome.report().get(Measure.RECOMPUTED_TASKS))
            .as(plan)
            .isEqualTo(LostNode.maps(outcome.report()));
      }
    }
  }

  @Test
  void withoutAnyNodeTheRunFailsInsteadOfWaiting() {
    Outcome outcome = trial().run("task.start * * * * lose-node\n", options -> options);
    assertThat(outcome.message()).contains("no live nodes");
    assertThat(outcome.files()).isEmpty();
    assertThat(outcome.leaks()).isEmpty();
    Outcome late =
        trial().run("task.start \"round 1 reduce*\" * * * lose-node\n", options -> options);
    assertThat(late.message()).contains("no live nodes");
    assertThat(late.leaks()).isEmpty();
  }

  @Test
  void twoOfThreeNodesMayGo() {
    Outcome calm = trial().run(options -> options);
    Outcome outcome =
        trial()
            .run(
                "task.start \"round 1 reduce*\" 0 0 1 lose-node\n"
                    + "task.start \"round 1 reduce*\" 1 0 1 lose-node\n",
                options -> options.withAttempts(1));
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.files()).isEqualTo(calm.files());
    assertThat(lostNodes(outcome)).isEqualTo(2);
    assertThat(outcome.leaks()).isEmpty();
  }

  private static long lostNodes(Outcome outcome) {
    return outcome.report().warnings().stream().filter(line -> line.endsWith("was lost")).count();
  }

  @Test
  void inTheCommitOfTheJobNothingOnNodesIsNeeded() {
    Outcome calm = trial().run(options -> options);
    for (int step = 1; step <= 4; step++) {
      String plan = "job.commit.step commit 0 0 " + step + " lose-node\n";
      Outcome outcome = trial().run(plan, options -> options);
      assertThat(outcome.message()).as(plan).isEmpty();
      assertThat(lostNodes(outcome)).as(plan).isEqualTo(1);
      assertThat(outcome.files()).as(plan).isEqualTo(calm.files());
      assertThat(outcome.leaks()).as(plan).isEmpty();
    }
    Outcome all = trial().run("job.commit.step commit 0 0 * lose-node\n", options -> options);
    assertThat(lostNodes(all)).isEqualTo(3);
    assertThat(all.message()).as("all of them").isEmpty();
    assertThat(all.files()).isEqualTo(calm.files());
  }
}
