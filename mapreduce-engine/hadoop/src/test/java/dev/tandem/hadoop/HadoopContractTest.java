package dev.tandem.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.testkit.EngineContract;
import dev.tandem.testkit.probe.CrashOnce;
import dev.tandem.testkit.probe.DyingReduce;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract on Hadoop's local runner. One promise it cannot keep: it never tries a task again.
 * The five rules that need a second attempt are turned round here, so that it is seen if that
 * should change; retries are tested on YARN.
 */
class HadoopContractTest extends EngineContract {
  @TempDir Path own;

  @Override
  protected Engine engine() {
    return new HadoopEngine();
  }

  /** Neither the bytes that Hadoop spills nor tasks that it runs again without a word. */
  @Override
  public Set<Measure> observes() {
    return EnumSet.complementOf(EnumSet.of(Measure.SPILLED_BYTES, Measure.RECOMPUTED_TASKS));
  }

  /** Each is a dozen jobs of Hadoop's. */
  @Override
  public int pipelines() {
    return 20;
  }

  private void isTriedOnce(Job job, String message) {
    RunOptions options =
        RunOptions.defaults()
            .withNodes(1, 2)
            .withPartitions(3)
            .withAttempts(4)
            .withScratch(own.resolve("scratch").toString())
            .withOutput(own.resolve("out").toString(), false);
    AtomicReference<Session> session = new AtomicReference<>();
    Throwable thrown =
        catchThrowable(
            () ->
                Tandem.run(
                    job, JobArgs.of(job, List.of(), Map.of()), engine(), options, session::set));
    assertThat(thrown).isInstanceOf(JobFailed.class);
    assertThat(thrown).hasMessageContainingAll(message, "attempt 1 of 1");
    RunReport report = session.get().report();
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
    assertThat(report.status()).isEqualTo(RunReport.Status.FAILED);
    assertThat(Files.exists(own.resolve("out"))).isFalse();
  }

  @Test
  @Override
  public void aTaskThatCrashesOnceIsTriedAgain() {
    isTriedOnce(new CrashOnce(), "a crash on purpose");
  }

  @Test
  @Override
  public void aTaskMayFailAsOftenAsTheOptionsSay() {
    isTriedOnce(new FailingJob(Integer.MAX_VALUE), "failure 0");
  }

  @Test
  @Override
  public void oneAttemptLessThanTheLimitIsEnough() {
    isTriedOnce(new FailingJob(3), "failure 0");
  }

  @Test
  @Override
  public void accumulatorsOfOthersAreNeverMergedInto() {
    isTriedOnce(new DyingReduce(), "a death on purpose");
  }

  @Test
  @Override
  public void aCounterCountsOnceInSpiteOfRetries() {
    isTriedOnce(new FailingJob(1), "failure 0");
  }
}
