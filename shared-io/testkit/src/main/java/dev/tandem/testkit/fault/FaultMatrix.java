package dev.tandem.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.job.Job;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults that an engine survives, as pairs: where tasks are tried once, the run fails with the
 * message of the fault and nothing is visible; where they are tried as usual, the answer is the one
 * without the fault, after exactly the attempts that the fault costs. Nothing is left either way.
 * An engine extends this and brings its rows, whose units are called as it calls them.
 */
@Timeout(120)
public abstract class FaultMatrix {
  @TempDir Path folder;

  /** The engine under test. */
  protected abstract Engine engine();

  /** The job that the faults strike: three tasks read, three reduce. */
  protected Job job() {
    return new FaultProbe();
  }

  /** The rows. */
  protected abstract List<FaultCase> cases();

  /** Options that all runs of the matrix share. Unless overridden: one node with two slots. */
  protected RunOptions change(RunOptions options) {
    return options;
  }

  private FaultTrial trial(FaultCase row) throws java.io.IOException {
    Path own = Files.createTempDirectory(folder, row.row().replaceAll("[^A-Za-z0-9]", "-"));
    return new FaultTrial(engine(), own, job(), this::change);
  }

  @TestFactory
  Stream<DynamicTest> withoutRetriesTheFaultFailsTheRunAndIsNamed() {
    return cases().stream()
        .filter(row -> row.message() != null)
        .map(row -> DynamicTest.dynamicTest(row.toString(), () -> mustFail(row)));
  }

  private void mustFail(FaultCase row) throws Exception {
    FaultTrial trial = trial(row);
    Outcome outcome = trial.run(row.plan(), options -> options.withAttempts(1));
    assertThat(outcome.message()).contains(row.message()).doesNotContain("\n");
    assertThat(outcome.report().status()).isEqualTo(RunReport.Status.FAILED);
    assertThat(trial.output()).doesNotExist();
    assertClean(outcome);
  }

  @TestFactory
  Stream<DynamicTest> withRetriesTheAnswerIsEqualAndTheAttemptsAreExact() {
    return cases().stream()
        .map(row -> DynamicTest.dynamicTest(row.toString(), () -> mustSurvive(row)));
  }

  private void mustSurvive(FaultCase row) throws Exception {
    FaultTrial trial = trial(row);
    Outcome calm = trial.run(options -> options);
    assertThat(calm.message()).isEmpty();
    Outcome struck =
        trial.run(row.plan(), options -> row.message() == null ? options.withAttempts(1) : options);
    assertThat(struck.message()).isEmpty();
    assertThat(struck.files()).isEqualTo(calm.files());
    RunReport report = struck.report();
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).as("failed").isEqualTo(row.failed());
    assertThat(report.get(Measure.RECOMPUTED_TASKS)).as("again").isEqualTo(row.recomputed());
    assertThat(struck.attempts() - calm.attempts())
        .as("attempts more than without the fault")
        .isEqualTo(row.attempts());
    assertThat(amounts(report)).as("what was counted").isEqualTo(amounts(calm.report()));
    assertThat(report.counters()).isEqualTo(calm.report().counters());
    assertClean(struck);
  }

  /** All that must not depend on faults. */
  private static Map<Measure, Long> amounts(RunReport report) {
    Map<Measure, Long> amounts = new EnumMap<>(report.ledger());
    amounts.remove(Measure.FAILED_ATTEMPTS);
    amounts.remove(Measure.RECOMPUTED_TASKS);
    return amounts;
  }

  private void assertClean(Outcome outcome) {
    assertThat(outcome.leaks()).as("what was left").isEmpty();
  }
}
