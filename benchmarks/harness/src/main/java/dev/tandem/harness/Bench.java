package dev.tandem.harness;

import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.Preparation.Prepared;
import dev.tandem.harness.stats.Bootstrap;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Times jobs. First all data is generated or verified and the right answer of each job computed;
 * then the contenders take turns, each turn in a JVM of its own; the report has no time that was
 * not earned by right answers.
 */
public final class Bench {
  private final BenchOptions options;
  private final Progress progress;
  private final JmhRun jmh;
  private final Path logs;
  private int turns;
  private int turnsDone;

  private volatile Thread runner;
  private volatile boolean cancelled;

  /**
   * @param options what to benchmark
   * @param progress is told of each step
   * @throws IllegalArgumentException if JMH does not have a profiler that is asked for
   */
  public Bench(BenchOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
    this.jmh = new JmhRun(options.schedule(), options.profilers());
    this.logs = options.folder().resolve("logs");
  }

  /**
   * Runs the benchmark, once.
   *
   * @throws IOException if data cannot be generated, the folder cannot be written, or JMH cannot
   *     run; one line
   * @throws InterruptedIOException if it was cancelled; only data and logs are left then
   */
  public BenchReport run() throws IOException {
    runner = Thread.currentThread();
    try {
      return timeAll();
    } catch (IOException | RuntimeException e) {
      stopIfCancelled(); // what was interrupted tells nothing
      throw e;
    } finally {
      runner = null;
      Thread.interrupted();
    }
  }

  /**
   * Ends the benchmark soon: ends forks, and interrupts what reads or writes in this JVM. For
   * another thread.
   */
  public void cancel() {
    cancelled = true;
    endForks();
    Thread interrupted = runner;
    if (interrupted != null) {
      interrupted.interrupt();
    }
  }

  /** JMH does not hand out its forks, but this JVM starts no other processes. */
  private static void endForks() {
    List<ProcessHandle> forks = ProcessHandle.current().children().toList();
    forks.forEach(ProcessHandle::destroyForcibly);
    forks.forEach(fork -> fork.onExit().join());
  }

  private void stopIfCancelled() throws InterruptedIOException {
    if (cancelled) {
      endForks(); // one may have been on its way
      throw new InterruptedIOException("the benchmark was cancelled");
    }
  }

  /** Where a job's answers are compared from: computed once, before the first time is taken. */
  private record Ready(Prepared prepared, RightAnswer answer) {}

  private BenchReport timeAll() throws IOException {
    String started = now();
    try (WorkFolder work = new WorkFolder(options.folder())) {
      freshLogs();
      Environment environment =
          Environment.here(
              options.resources(),
              options.folder(),
              "warm: data is read to verify it, and again by warm-up runs");
      Workloads workloads = new Workloads(options.profile().size(), options.seed());
      Preparation preparation =
          new Preparation(workloads, options.folder().resolve("data"), progress);
      List<Ready> ready = prepare(preparation, work.path());
      announce(ready);
      List<JobResult> results = new ArrayList<>();
      for (Ready job : ready) {
        results.add(time(job, work.path(), results.size()));
      }
      return report(environment, started, preparation, results);
    }
  }

  private BenchReport report(
      Environment environment, String started, Preparation preparation, List<JobResult> results) {
    return new BenchReport(
        BenchReport.SCHEMA,
        new Suite(Suite.UNKNOWN, Suite.UNKNOWN, Suite.UNKNOWN),
        started,
        now(),
        Mode.WARM,
        environment.ended(),
        options.profile().label(),
        options.schedule(),
        options.resources(),
        options.seed(),
        Bootstrap.CONFIDENCE,
        options.profilers(),
        List.of(),
        preparation.datasets(),
        results,
        List.of());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void freshLogs() throws IOException {
    LocalFileStore.INSTANCE.delete(logs.toString());
    Files.createDirectories(logs);
  }

  private List<Ready> prepare(Preparation preparation, Path work) throws IOException {
    List<Ready> ready = new ArrayList<>();
    for (String name : options.jobs()) {
      stopIfCancelled();
      Prepared prepared = preparation.prepare(name);
      progress.say("right answer: " + name);
      ready.add(new Ready(prepared, RightAnswer.of(prepared, options, work)));
    }
    return ready;
  }

  private void announce(List<Ready> ready) {
    Estimate estimate = new Estimate();
    for (Ready job : ready) {
      for (String contender : options.contenders()) {
        if (job.answer().isKnown() && Contenders.of(contender).has(job.prepared().job())) {
          estimate.add(contender, job.answer().seconds(), options.schedule());
          turns += options.schedule().rounds();
        }
      }
    }
    progress.say(
        plural(turns, "turn")
            + " of "
            + plural(options.schedule().runs(), "run")
            + ": "
            + estimate.print());
  }

  private static String plural(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private JobResult time(Ready ready, Path work, int number) throws IOException {
    Prepared prepared = ready.prepared();
    Results results = new Results(options, prepared.job());
    if (!ready.answer().isKnown()) {
      options.contenders().forEach(contender -> results.fail(contender, ready.answer().failure()));
      return results.toJobResult(prepared, ready.answer());
    }
    int rounds = options.schedule().rounds();
    boolean reversed = number * rounds % 2 == 1;
    for (Interleaving.Turn turn : Interleaving.of(options.contenders(), rounds, reversed)) {
      if (results.isOpen(turn.contender())) {
        results.add(turn, turnsDone + 1, take(turn, ready, work));
      }
    }
    return results.toJobResult(prepared, ready.answer());
  }

  private Round take(Interleaving.Turn turn, Ready ready, Path work) throws IOException {
    stopIfCancelled();
    String job = ready.prepared().job().name();
    turnsDone++;
    String label = String.format(Locale.ROOT, "%03d-%s-%s", turnsDone, job, turn.contender());
    RunSpec spec =
        new RunSpec(
            job,
            turn.contender(),
            ready.prepared().inputs(),
            ready.prepared().params(),
            options.resources(),
            options.seed(),
            work.toString(),
            ready.answer().folder().toString(),
            work.resolve("verdicts").toString());
    long start = System.nanoTime();
    Round round = jmh.run(spec, work.resolve("spec.json"), logs.resolve(label + ".log"));
    stopIfCancelled();
    progress.say(said(turn, job, round, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)));
    progress.done(turnsDone, turns);
    return round;
  }

  private String said(Interleaving.Turn turn, String job, Round round, long seconds) {
    Verdict verdict = round.verdict();
    String outcome =
        verdict.status() == Status.RIGHT ? "right" : verdict.status() + ": " + verdict.message();
    return String.format(
        Locale.ROOT,
        "%d/%d %s %s, round %d: %s (%d s)",
        turnsDone,
        turns,
        job,
        turn.contender(),
        turn.round() + 1,
        outcome,
        seconds);
  }
}
