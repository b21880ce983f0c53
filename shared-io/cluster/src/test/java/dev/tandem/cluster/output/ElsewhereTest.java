package dev.tandem.cluster.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Node;
import dev.tandem.cluster.RunLog;
import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that another system runs, and what the driver takes over from them. */
class ElsewhereTest {
  private static final Attempt ATTEMPT = new Attempt("unit", 3, 1);

  @TempDir Path folder;

  private RunOptions options() {
    return RunOptions.defaults()
        .withScratch(folder.resolve("scratch").toString())
        .withOutput(folder.resolve("out").toString(), false);
  }

  private TaskContext context() {
    return TaskContext.elsewhere(
        options(), ATTEMPT, Node.elsewhere(), folder.resolve("task").toString());
  }

  private static Operation.Write write() {
    Operation input = new Operation.Flatten(7, "counts", List.of(), new Shape(null, Codecs.TEXT));
    return new Operation.Write(8, "write", input, new TextPart(""));
  }

  @Test
  void whatATaskCountsReachesTheRunOnce() {
    TaskContext task = context();
    task.ledger().add(Measure.INPUT_RECORDS, 41);
    task.scopes(3).of(write()).counter("seen").add(5);
    task.scopes(-9).of(write()).counter("seen").add(-2);
    Output counts = new Output(16);
    task.writeCounts(counts);
    try (Cluster cluster = new Cluster("job", "engine", options())) {
      RunLog.UnitLog unit = cluster.log().unitStarted("unit", 1, false);
      for (int copy = 0; copy < 2; copy++) {
        TaskContext read = context();
        read.readCounts(new Input(counts.toByteArray()));
        cluster.log().taskCommitted(unit, new TaskReport(3, copy, 0, 0, 0, 1, true), read);
      }
      cluster.log().unitFinished(unit);
      RunReport report =
          cluster.log().toReport(RunReport.Status.SUCCEEDED, new Explanation("engine", List.of()));
      assertThat(report.counters()).as("once for a partition").isEqualTo(Map.of("seen", 3L));
      assertThat(report.get(Measure.INPUT_RECORDS)).isEqualTo(82);
      assertThat(report.units().get(0).tasks()).hasSize(2);
    }
  }

  @Test
  void partFilesBecomePartOfTheOutputWithTheCommit() throws IOException {
    Path out = folder.resolve("out");
    try (Cluster cluster = new Cluster("job", "engine", options())) {
      OutputStage stage = OutputStage.open(cluster);
      stage.prepare(write());
      String path = folder.resolve("written").toString();
      PartWriter part = PartWriter.at(context(), write(), path);
      part.emit(null, "a");
      part.emit(null, "b");
      part.close();
      String name = OutputStage.partName(true, 3, ".txt");
      stage.adopt(
          ATTEMPT, List.of(new OutputStage.Part(write(), name, path, part.digest(), part.bytes())));
      assertThat(out).doesNotExist();
      assertThat(Path.of(path)).doesNotExist();
      stage.commit();
      RunReport report =
          cluster.log().toReport(RunReport.Status.SUCCEEDED, new Explanation("engine", List.of()));
      assertThat(report.outputs().get(0).digest()).isEqualTo(part.digest());
      assertThat(report.outputs().get(0).files()).isEqualTo(1);
    }
    assertThat(Files.readString(out.resolve("part-r-00003.txt"))).isEqualTo("a\nb\n");
    assertThat(out.resolve("_SUCCESS")).exists();
  }
}
