package dev.tandem.cli.run;

import dev.tandem.cli.text.Terminal;
import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How one run of one job on one engine ended.
 *
 * @param report what happened, also of a failed run
 * @param failure why it failed, or null
 * @param refused whether it failed for its arguments, before any task
 */
public record JobRun(RunReport report, JobFailed failure, boolean refused) {
  /** The start of what the formats say of a job that reads its inputs where none was given. */
  private static final String NO_INPUT = "no input was given";

  /**
   * Runs a job. A signal cancels it, unless its output has become visible before.
   *
   * @throws Stopped if a signal has come in time
   */
  public static JobRun of(Job job, JobArgs args, Engine engine, RunOptions options, Watch watch) {
    AtomicReference<Session> opened = new AtomicReference<>();
    watch.interrupts().check();
    Progress progress = new Progress(watch.terminal(), engine.name(), watch.verbose());
    try (progress) {
      RunReport report =
          Tandem.run(
              job,
              args,
              engine,
              options.withListener(progress),
              session -> {
                opened.set(session);
                watch.interrupts().onSignal(session::cancel);
              });
      progress.succeeded();
      return new JobRun(report, null, false);
    } catch (JobFailed e) {
      watch.interrupts().check();
      boolean refused = !progress.started() && isForArguments(e);
      return failed(job, engine, opened.get(), e, refused);
    } catch (OutOfMemoryError e) {
      return failed(
          job,
          engine,
          opened.get(),
          new JobFailed(
              "job "
                  + job.name()
                  + " on "
                  + engine.name()
                  + ": the heap is full: give less --memory, or a larger heap with TANDEM_HEAP=4g",
              e),
          false);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      watch.interrupts().check();
      if (opened.get() == null && e instanceof IllegalArgumentException && e.getMessage() != null) {
        // Before there is a session, only what was typed has been looked at.
        return failed(job, engine, null, new JobFailed(e.getMessage(), e), true);
      }
      return failed(
          job,
          engine,
          opened.get(),
          new JobFailed("job " + job.name() + " on " + engine.name() + ": " + e, e),
          false);
    } finally {
      watch.interrupts().noteOnly();
    }
  }

  /**
   * Who looks on.
   *
   * @param terminal for progress
   * @param interrupts for signals
   * @param verbose whether to tell more
   */
  public record Watch(Terminal terminal, Interrupts interrupts, boolean verbose) {}

  /**
   * Throws what ended the run, if anything did.
   *
   * @throws UsageError if the arguments were refused before any task
   * @throws JobFailed if the run failed
   */
  public void check() {
    if (refused) {
      throw new UsageError(
          inputMissing(failure)
              ? "job " + report.job() + " reads an input: name files or folders with --input"
              : failure.getMessage(),
          failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Whether a run that has not begun failed for what was typed: its job refused a parameter, or an
   * input is not there.
   */
  public static boolean isForArguments(JobFailed failure) {
    boolean missing = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      missing |= cause instanceof NoSuchFileException;
    }
    return missing
        || failure.getCause() instanceof IllegalArgumentException
        || inputMissing(failure);
  }

  private static boolean inputMissing(JobFailed failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && cause.getMessage().startsWith(NO_INPUT)) {
        return true;
      }
    }
    return false;
  }

  private static JobRun failed(
      Job job, Engine engine, Session session, JobFailed failure, boolean refused) {
    RunReport report = session == null ? nothing(job, engine) : session.report();
    boolean ended =
        report.status() == RunReport.Status.FAILED || report.status() == RunReport.Status.CANCELLED;
    return new JobRun(ended ? report : ended(report), failure, refused);
  }

  private static RunReport nothing(Job job, Engine engine) {
    return new RunReport(
        job.name(),
        engine.name(),
        RunReport.Status.FAILED,
        0,
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        new Explanation(engine.name(), List.of()),
        List.of());
  }

  /** A run that failed before its engine heard of it. */
  private static RunReport ended(RunReport run) {
    return new RunReport(
        run.job(),
        run.engine(),
        RunReport.Status.FAILED,
        run.wallMillis(),
        run.ledger(),
        run.counters(),
        List.of(),
        run.units(),
        run.plan(),
        run.warnings(),
        run.nativeCounters());
  }
}
