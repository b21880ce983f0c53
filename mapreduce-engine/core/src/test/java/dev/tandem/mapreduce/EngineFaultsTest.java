package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files are damaged, disks are full, nodes are lost, and each point of a task fails once. */
class EngineFaultsTest {
  @TempDir Path folder;
  private Flow flow;

  @BeforeEach
  void openFlow() {
    flow = new Flow(folder, options -> options);
  }

  @Test
  void aDamagedMapOutputIsMadeAgain() throws Exception {
    Flow hostile =
        flow.with(
            options ->
                options.withFiles(HostileFiles.damaging(1, path -> path.endsWith("spill0"))));
    RunReport report = hostile.run(Sums::write);
    assertThat(hostile.lines()).containsExactlyInAnyOrderElementsOf(Sums.expected());
    assertThat(report.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
    assertThat(report.get(Measure.MAP_OUTPUT_RECORDS)).isEqualTo(Sums.N);
  }

  @Test
  void aMapOutputThatIsAlwaysDamagedFailsTheRunAndIsNamed() {
    Flow hostile =
        flow.with(
            options ->
                options.withFiles(HostileFiles.damaging(1000, path -> path.endsWith("spill0"))));
    assertThatThrownBy(() -> hostile.run(Sums::write))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("spill0")
        .hasMessageContaining("checksum");
    assertThat(hostile.scratch()).isEmpty();
  }

  @Test
  void aDamagedSpillIsMadeAgainByTheNextAttempt() throws Exception {
    Flow hostile =
        flow.with(
            options ->
                Sums.tinyBuffer(options, "10")
                    .withFiles(HostileFiles.damaging(1, path -> path.endsWith("spill1"))));
    RunReport report = hostile.run(Sums::write);
    assertThat(hostile.lines()).containsExactlyInAnyOrderElementsOf(Sums.expected());
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
  }

  @Test
  void aDamagedResultFailsTheRunAndIsNamed() {
    Flow hostile =
        flow.with(
            options -> options.withFiles(HostileFiles.damaging(1, HostileFiles.named("result"))));
    assertThatThrownBy(
            () ->
                hostile.run(
                    (p, args) -> Sums.byKey(p).reduceByKey(Long::sum).values().distinct().count()))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("dfs/result")
        .hasMessageContaining("checksum");
  }

  @Test
  void aFullDiskIsNamedAndNothingIsLeft() {
    for (long room : new long[] {0, 100, 5_000, 50_000}) {
      Flow full =
          flow.with(
              options ->
                  Sums.tinyBuffer(options, "3")
                      .withFiles(
                          HostileFiles.full(room, path -> path.contains("/tandem-scratch-"))));
      assertThatThrownBy(() -> full.run(Sums::write))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("bytes free");
      assertThat(full.scratch()).isEmpty();
      assertThat(folder.resolve("out")).doesNotExist();
    }
  }

  /** Sums, made so that both nodes have map outputs. */
  private static void writeMeeting(Pipeline p, JobArgs args) {
    Sums.byKey(p)
        .mapValues(
            n -> {
              LostNode.meet();
              return n;
            })
        .reduceByKey(Long::sum)
        .write(TextSink.to(args.output()));
  }

  @Test
  void mapOutputsOfALostNodeAreMadeAgain() throws Exception {
    for (String point : List.of("task.start", "shuffle.fetch", "task.commit")) {
      for (int task = 0; task < 2; task++) {
        String faults =
            flow.write("faults", point + " \"round 1 reduce*\" " + task + " 0 1 lose-node\n")
                .toString();
        Flow two = flow.with(options -> options.withNodes(2, 1).withConf("faults", faults));
        LostNode.letTwoMeet();
        RunReport report = two.run(EngineFaultsTest::writeMeeting);
        assertThat(two.lines()).containsExactlyInAnyOrderElementsOf(Sums.expected());
        assertThat(report.get(Measure.FAILED_ATTEMPTS)).isZero();
        assertThat(report.get(Measure.MAP_OUTPUT_RECORDS)).isEqualTo(Sums.N);
        assertThat(report.warnings()).noneMatch(line -> line.contains("has not struck"));
        if (!point.equals("task.commit")) {
          assertThat(report.get(Measure.RECOMPUTED_TASKS))
              .as("before a fetch all that lay there is needed")
              .isEqualTo(LostNode.maps(report))
              .isPositive();
        }
      }
    }
  }

  /** One task in the second round: nothing of that round can lie on the node that it loses. */
  @Test
  void resultsBetweenRoundsSurviveTheLossOfANode() throws Exception {
    String faults =
        flow.write("faults", "task.start \"round 2 map*\" 0 0 1 lose-node\n").toString();
    Flow two =
        flow.with(options -> options.withNodes(2, 1).withPartitions(1).withConf("faults", faults));
    RunReport report =
        two.run(
            (p, args) ->
                Sums.byKey(p)
                    .reduceByKey(Long::sum)
                    .values()
                    .distinct()
                    .write(TextSink.to(args.output())));
    assertThat(two.lines())
        .hasSize(
            (int) Sums.expected().stream().map(line -> line.split("\t")[1]).distinct().count());
    assertThat(report.get(Measure.RECOMPUTED_TASKS)).isZero();
    assertThat(report.warnings()).noneMatch(line -> line.contains("has not struck"));
  }

  /** Two map tasks, two reduce tasks: each of them that passes the point fails there once. */
  @ParameterizedTest
  @CsvSource({
    "map.spill.write, 2",
    "merge.write, 2",
    "shuffle.fetch, 2",
    "merge.read, 4",
    "writer.close, 2",
    "task.commit, 4"
  })
  void faultsInEverySpillAndMergeAreSurvivedOnce(String point, int tasks) throws Exception {
    String faults = flow.write("faults", point + " * * 0 1 io-error\n").toString();
    Flow failing = flow.with(options -> Sums.tinyBuffer(options, "2").withConf("faults", faults));
    RunReport report = failing.run(Sums::write);
    assertThat(failing.lines()).containsExactlyInAnyOrderElementsOf(Sums.expected());
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(tasks);
  }
}
