package dev.tandem.cluster.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Task;
import dev.tandem.cluster.TaskSet;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import dev.tandem.contract.plan.TaskStopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run writes, and what it refuses to write. */
@Timeout(120)
class OutputStageTest extends OutputFixture {
  @ParameterizedTest
  @ValueSource(strings = {"tandem", "hadoop-v1", "hadoop-v2"})
  void aRunThatSucceedsLeavesTheOutputAndNothingElse(String committer) throws IOException {
    RunReport report = run(options.withConf("committer", committer));
    assertThat(content(out)).isEqualTo(COMPLETE);
    assertThat(siblings()).containsExactly("out");
    assertThat(report.outputs()).hasSize(1);
    assertThat(report.outputs().get(0).files()).isEqualTo(3);
    assertThat(report.outputs().get(0).bytes()).isEqualTo(6);
    assertThat(report.digest().records()).isEqualTo(3);
    assertThat(report.get(Measure.OUTPUT_RECORDS)).isEqualTo(3);
    assertThat(report.get(Measure.OUTPUT_BYTES)).isEqualTo(6);
  }

  @Test
  void aRelativeOutputWorks() throws IOException {
    Path relative = Path.of("target", "relative-" + folder.getFileName());
    try {
      run(options.withOutput(relative + "/", false));
      assertThat(content(relative)).isEqualTo(COMPLETE);
    } finally {
      LocalFileStore.INSTANCE.delete(relative.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"/, new folder", ".., new folder"})
  void whatIsNoNameIsRefused(String output, String says) {
    assertThatThrownBy(() -> run(options.withOutput(output, false)))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining(says);
  }

  @Test
  void anExistingOutputIsRefusedAndLeftAlone() throws IOException {
    Files.createDirectories(out);
    assertThatThrownBy(() -> run(options))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("the output " + out + " exists already")
        .hasMessageContaining("overwrite it")
        .hasMessageNotContaining("--");
    assertThat(siblings()).containsExactly("out");
    assertThat(content(out)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tandem", "hadoop-v1", "hadoop-v2"})
  void overwriteReplaces(String committer) throws IOException {
    earlierOutput();
    run(options.withOutput(out.toString(), true).withConf("committer", committer));
    assertThat(content(out)).isEqualTo(COMPLETE);
    assertThat(siblings()).containsExactly("out");
  }

  @Test
  void overwriteLeavesWhatNoRunHasWritten() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("thesis"), "precious");
    RunOptions overwriting = options.withOutput(out.toString(), true);
    assertThatThrownBy(() -> run(overwriting)).hasMessageContaining("was not written by a run");
    assertThat(content(out)).isEqualTo(Map.of("thesis", "precious"));
    Files.delete(out.resolve("thesis"));
    Files.delete(out);
    Files.writeString(out, "a file");
    assertThatThrownBy(() -> run(overwriting)).hasMessageContaining("was not written by a run");
    assertThat(out).hasContent("a file");
    assertThat(siblings()).containsExactly("out");
  }

  @Test
  void writesNeedAnOutputAndAFolderEach() {
    try (Cluster cluster = new Cluster("none", "none", options.withOutput(null, false));
        OutputStage stage = OutputStage.open(cluster)) {
      assertThatThrownBy(() -> stage.prepare(write(2, new TextPart(""))))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("--output");
      stage.commit();
    }
    try (Cluster cluster = new Cluster("two", "none", options);
        OutputStage stage = OutputStage.open(cluster)) {
      stage.prepare(write(2, new TextPart("")));
      stage.prepare(write(2, new TextPart("")));
      stage.prepare(write(3, new TextPart("errors")));
      assertThatThrownBy(() -> stage.prepare(write(4, new TextPart(""))))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("two writes go to the same folder");
    }
  }

  @Test
  void keyedRecordsAreWrittenAsPairsIntoAFolderOfTheirOwn() {
    try (Cluster cluster = new Cluster("pairs", "none", options);
        OutputStage stage = OutputStage.open(cluster)) {
      Operation.Write write = write(2, new TextPart("errors"), new Shape(Codecs.TEXT, Codecs.LONG));
      Operation.Write plain = write(3, new TextPart(""));
      stage.prepare(write);
      stage.prepare(plain);
      Task<Void> task =
          context -> {
            try (PartWriter part = stage.writer(context, write, true, 7);
                PartWriter other = stage.writer(context, plain, true, 7)) {
              part.emit("k", 1L);
              other.emit(null, "x");
            }
            return null;
          };
      cluster.run(TaskSet.of("pairs", List.of(task)));
      stage.commit();
    }
    assertThat(content(out))
        .isEqualTo(
            Map.of(
                "_SUCCESS", "", "errors/part-r-00007.txt", "(k,1)\n", "part-r-00007.txt", "x\n"));
  }

  @Test
  void anUnclosedPartIsNeverCommitted() throws IOException {
    try (Cluster cluster = new Cluster("open", "none", options.withAttempts(1));
        OutputStage stage = OutputStage.open(cluster)) {
      Operation.Write write = write(2, new TextPart(""));
      stage.prepare(write);
      Task<Void> forgets =
          context -> {
            stage.writer(context, write, false, 0).emit(null, "x");
            return null;
          };
      assertThatThrownBy(() -> cluster.run(TaskSet.of("forgets", List.of(forgets))))
          .hasMessageContaining("not closed");
    }
    assertThat(siblings()).isEmpty();
  }

  @Test
  void driverResultsAreDeliveredOnceAndTakeStopsEarly() {
    DriverResult<String> take = DriverResult.take(2, Codecs.TEXT);
    DriverResult<String> count = DriverResult.count(Codecs.TEXT);
    int[] emitted = new int[1];
    Task<Void> task =
        context -> {
          DriverWriter counting = new DriverWriter(context, write(3, count), 0);
          DriverWriter taking = new DriverWriter(context, write(2, take), 0);
          for (int i = 0; i < 5; i++) {
            counting.emit(null, "c" + i);
          }
          try {
            for (int i = 0; i < 5; i++) {
              emitted[0]++;
              taking.emit(null, "t" + i);
            }
          } catch (TaskStopped e) {
            taking.ifFull(e);
          }
          if (context.attempt().number() == 0) {
            throw new IllegalStateException("again");
          }
          return null;
        };
    try (Cluster cluster = new Cluster("driver", "none", options.withOutput(null, false))) {
      cluster.run(TaskSet.of("take", List.of(task)));
    }
    assertThat(take.records()).containsExactly("t0", "t1");
    assertThat(count.count()).isEqualTo(5);
    assertThat(emitted[0]).as("two in each of two attempts").isEqualTo(4);
  }
}
