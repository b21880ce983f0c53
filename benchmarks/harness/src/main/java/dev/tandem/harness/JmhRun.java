package dev.tandem.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.profile.ProfilerFactory;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.ProfilerConfig;
import org.openjdk.jmh.runner.options.TimeValue;

/** Takes a turn in a JMH run with one fork. */
final class JmhRun implements TurnTaker {
  private static final String BENCHMARK =
      "^" + Pattern.quote(JobBenchmark.class.getName()) + "\\.run$";

  /** Longer than any run that somebody waits for; JMH interrupts what takes longer. */
  private static final TimeValue TIMEOUT = TimeValue.hours(6);

  private final Schedule schedule;
  private final List<ProfilerConfig> profilers;

  /**
   * @param profilers as {@code name} or {@code name:options}
   * @throws IllegalArgumentException for a profiler that does not exist or cannot work here
   */
  JmhRun(Schedule schedule, List<String> profilers) {
    this.schedule = schedule;
    this.profilers = profilers.stream().map(JmhRun::profiler).toList();
  }

  private static ProfilerConfig profiler(String typed) {
    int colon = typed.indexOf(':');
    ProfilerConfig profiler =
        colon < 0
            ? new ProfilerConfig(typed)
            : new ProfilerConfig(typed.substring(0, colon), typed.substring(colon + 1));
    try {
      ProfilerFactory.getProfilerOrException(profiler);
      return profiler;
    } catch (ProfilerException e) {
      throw new IllegalArgumentException(
          "JMH has no profiler '"
              + typed
              + "', or it does not work here; often used are gc, stack and jfr ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  @Override
  public Round run(RunSpec spec, Path file, Path output) throws IOException {
    Files.deleteIfExists(Path.of(spec.log()));
    spec.write(file);
    Collection<RunResult> results = List.of();
    try {
      results = new Runner(options(spec, file, output)).run();
    } catch (RunnerException e) {
      requireStarted(e);
    }
    return judge(RunRecord.readAll(Path.of(spec.log())), results, output);
  }

  /**
   * An error of a fork has left a verdict or is told of by its absence; other errors concern all
   * turns.
   */
  private static void requireStarted(RunnerException e) throws IOException {
    String message = String.valueOf(e.getMessage());
    if (message.contains("JMH lock")) {
      throw new IOException(
          "another benchmark is running on this machine: wait until it is done", e);
    }
    if (!message.startsWith("Benchmark caught the exception")
        && !message.startsWith("Benchmark had encountered")) {
      throw new IOException("JMH cannot run: " + message, e);
    }
  }

  private Options options(RunSpec spec, Path file, Path output) {
    List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(BENCHMARK)
            .param("spec", file.toString())
            .param("job", spec.job())
            .param("engine", spec.contender())
            .forks(Math.min(1, schedule.forks()))
            .warmupIterations(schedule.warmup())
            .measurementIterations(schedule.iterations())
            .jvmArgs(ForkJvm.arguments(own, spec.resources().heap()).toArray(new String[0]))
            .shouldFailOnError(true)
            .timeout(TIMEOUT)
            .output(output.toString())
            .addProfiler(LedgerProfiler.class);
    profilers.forEach(profiler -> options.addProfiler(profiler.getKlass(), profiler.getOpts()));
    return options.build();
  }

  /** The gate: as many right answers as there were runs, or no times. */
  private Round judge(List<RunRecord> runs, Collection<RunResult> results, Path output) {
    for (RunRecord run : runs) {
      if (run.verdict().status() != Status.RIGHT) {
        return Round.without(run.verdict());
      }
    }
    double[] millis =
        results.stream().flatMap(JmhRun::iterations).mapToDouble(JmhRun::millis).toArray();
    if (runs.size() != schedule.runs() || millis.length != schedule.iterations()) {
      String message =
          "the forked JVM ended after "
              + runs.size()
              + " of "
              + schedule.runs()
              + " runs; see "
              + output;
      return Round.without(new Verdict(Status.FAILED, message));
    }
    return new Round(
        Verdict.RIGHT, millis, runs.subList(schedule.warmup(), schedule.runs()), results);
  }

  private static Stream<IterationResult> iterations(RunResult result) {
    return result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream());
  }

  private static double millis(IterationResult iteration) {
    return iteration.getPrimaryResult().getScore();
  }
}
