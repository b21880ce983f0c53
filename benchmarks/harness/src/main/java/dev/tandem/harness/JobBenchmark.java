package dev.tandem.harness;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The one benchmark: a contender runs a job. Time is taken from the job's definition to the
 * committed output; the answer is checked after each run, warm-up runs too, outside the time. A
 * wrong answer throws, so that JMH drops the times of the whole fork.
 *
 * <p>The state belongs to the thread although there is only one: without forks, JMH would hand the
 * state of a benchmark that threw to the next one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class JobBenchmark {
  /** The file with the {@link RunSpec}. */
  @Param("")
  public String spec;

  /** The job's name, for those who read JMH's results. */
  @Param("")
  public String job;

  /** The contender's name, for those who read JMH's results. */
  @Param("")
  public String engine;

  private final Meter meter = new Meter();
  private RunSpec turn;
  private Contender contender;
  private Job toRun;
  private Gate gate;
  private Path output;
  private RunOptions options;
  private RunRecord record;

  /** Reads what is to be run. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    turn = RunSpec.read(Path.of(spec));
    contender = Contenders.of(turn.contender());
    toRun = turn.toJob();
    gate = new Gate(toRun.answer(), Path.of(turn.right()));
    output = turn.output();
    options = turn.toOptions();
  }

  /** What checking the last answer left on the heap is not for the next run to clean up. */
  @Setup(Level.Invocation)
  public void makeReady() throws IOException {
    if (turn.coldCache()) {
      PageCache.drop(turn.files());
    }
    System.gc();
    meter.begin();
  }

  /** The run. */
  @Benchmark
  public Contender.Told run() throws Exception {
    try {
      Contender.Told told = contender.run(toRun, turn.inputs(), turn.params(), options);
      record = new RunRecord(Verdict.RIGHT, Usage.NONE, told.ledger(), told.phases());
      LedgerProfiler.take(told.ledger());
      return told;
    } catch (Throwable e) {
      RunRecord.without(Verdict.failed(e)).appendTo(Path.of(turn.log()));
      throw e;
    }
  }

  /** Checks the answer and makes room for the next run. */
  @TearDown(Level.Invocation)
  public void check() throws IOException {
    Usage usage = meter.end();
    Verdict verdict = gate.judge(output);
    LocalFileStore.INSTANCE.delete(output.toString());
    new RunRecord(verdict, usage, record.ledger(), record.phases()).appendTo(Path.of(turn.log()));
    if (verdict.status() != Status.RIGHT) {
      throw new IllegalStateException("wrong answer: " + verdict.message());
    }
  }
}
