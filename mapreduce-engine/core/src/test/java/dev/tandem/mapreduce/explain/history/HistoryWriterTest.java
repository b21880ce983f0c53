package dev.tandem.mapreduce.explain.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.engine.RunReport.UnitReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryWriterTest {
  private static TaskReport attempt(int number, boolean succeeded, boolean failed) {
    return new TaskReport(0, number, 0, 0, 10L * number, 10L * number + 5, succeeded, failed);
  }

  private static List<String> types(TaskReport... attempts) {
    UnitReport unit =
        new UnitReport(
            "round 1 map: a", 0, 100, List.of(attempts), Map.of(Measure.FAILED_ATTEMPTS, 1L));
    RunReport report =
        new RunReport(
            "job",
            "mapreduce",
            RunReport.Status.SUCCEEDED,
            100,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(unit),
            null,
            List.of());
    return new HistoryWriter(report, List.of(), Map.of(), 0)
        .events().stream()
            .filter(event -> event.type().startsWith("MAP_ATTEMPT_"))
            .map(event -> event.type() + event.id().substring(event.id().lastIndexOf('_')))
            .filter(end -> !end.startsWith("MAP_ATTEMPT_STARTED"))
            .toList();
  }

  @Test
  void failedAndKilledAttemptsOfOnePhaseAreToldApart() {
    assertThat(types(attempt(0, false, true), attempt(1, false, false), attempt(2, true, false)))
        .containsExactly("MAP_ATTEMPT_FAILED_0", "MAP_ATTEMPT_KILLED_1", "MAP_ATTEMPT_FINISHED_2");
  }
}
