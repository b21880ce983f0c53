package dev.tandem.harness;

import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.harness.BenchReport.Entrant;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.stats.Bootstrap;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/**
 * Times jobs. First all data is generated or verified and the right answer of each job computed;
 * then the contenders take turns, each turn in a JVM of its own; the report has no time that was
 * not earned by right answers.
 */
public final class Bench {
  private final BenchOptions options;
  private final Progress progress;
  private final TurnTaker taker;
  private final Path logs;
  private final List<RunResult> ofJmh = new ArrayList<>();

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
    this.taker =
        options.manner().mode() == Mode.COLD
            ? new ColdRun()
            : new JmhRun(options.schedule(), options.profilers());
    this.logs = options.folder().resolve("logs");
  }

  /**
   * Runs the benchmark, once.
   *
   * @throws IOException if data cannot be generated, the folder cannot be written, or no process
   *     can be started; one line
   * @throws InterruptedIOException if it was cancelled; only data and logs are left then
   * @throws IllegalArgumentException if it would take longer than its time limit
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

  /** JMH does not hand out its forks, but this JVM starts no other processes that last. */
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

  /**
   * Writes what JMH found out in all turns that were right, in its own JSON.
   *
   * @throws IllegalStateException if JMH did not run: times of cold processes are not its own
   */
  public void writeJmh(Path file) throws IOException {
    if (options.manner().mode() == Mode.COLD) {
      throw new IllegalStateException("JMH does not time whole processes");
    }
    JmhJson.write(ofJmh, file);
  }

  private BenchReport timeAll() throws IOException {
    String started = now();
    List<Entrant> entrants = options.contenders().stream().map(this::entrant).toList();
    try (WorkFolder work = new WorkFolder(options.folder())) {
      freshLogs();
      Environment here =
          Environment.here(
              options.resources(),
              options.folder(),
              options.manner().coldCache() ? PageCache.COLD : PageCache.WARM);
      Preparation preparation = new Preparation(options.folder().resolve("data"), progress);
      Trials trials = new Trials(options, preparation, progress, work.path());
      List<List<Trial>> byJob = prepare(trials);
      Map<Trial, Results> taken = take(byJob, work.path());
      List<JobResult> jobs = byJob.stream().map(job -> trials.result(job, taken)).toList();
      return report(here.ended(), started, entrants, preparation, jobs);
    }
  }

  private void freshLogs() throws IOException {
    LocalFileStore.INSTANCE.delete(logs.toString());
    Files.createDirectories(logs);
  }

  private List<List<Trial>> prepare(Trials trials) throws IOException {
    List<List<Trial>> byJob = new ArrayList<>();
    for (String name : options.jobs()) {
      stopIfCancelled();
      byJob.add(trials.of(name));
    }
    return byJob;
  }

  private Map<Trial, Results> take(List<List<Trial>> byJob, Path work) throws IOException {
    Pace pace = new Pace(options.folder().resolve("pace.json"));
    Turns turns = new Turns(options, taker, progress, work, logs, pace, this::stopIfCancelled);
    turns.plan(byJob.stream().flatMap(List::stream).toList());
    Map<Trial, Results> taken = turns.take();
    taken.values().forEach(results -> ofJmh.addAll(results.ofJmh()));
    return taken;
  }

  private BenchReport report(
      Environment environment,
      String started,
      List<Entrant> entrants,
      Preparation preparation,
      List<JobResult> jobs) {
    String home = System.getProperty("tandem.home");
    return new BenchReport(
        BenchReport.SCHEMA,
        GitState.suite(home == null ? null : Path.of(home)),
        started,
        now(),
        options.manner().mode(),
        environment,
        options.profile().label(),
        options.schedule(),
        options.resources(),
        options.seed(),
        Bootstrap.CONFIDENCE,
        options.profilers(),
        entrants,
        preparation.datasets(),
        jobs,
        Threats.of(options, environment, jobs));
  }

  private Entrant entrant(String name) {
    Contender contender = Contenders.of(name);
    return new Entrant(
        name,
        contender.kind(),
        contender.about(),
        contender.version(),
        options.manner().settings().getOrDefault(name, List.of()));
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
