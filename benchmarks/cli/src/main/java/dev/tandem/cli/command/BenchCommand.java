package dev.tandem.cli.command;

import dev.tandem.cli.bench.AaText;
import dev.tandem.cli.bench.BenchProgress;
import dev.tandem.cli.bench.ContenderSettings;
import dev.tandem.cli.run.Pairs;
import dev.tandem.cli.run.Sizes;
import dev.tandem.cli.run.Switches;
import dev.tandem.cli.run.UsageError;
import dev.tandem.harness.Bench;
import dev.tandem.harness.BenchOptions;
import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.Contenders;
import dev.tandem.harness.Profile;
import dev.tandem.harness.Resources;
import dev.tandem.harness.Schedule;
import dev.tandem.harness.Status;
import dev.tandem.harness.stats.AaCheck;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./tandem bench}. */
@Command(
    name = "bench",
    customSynopsis = "./tandem bench [--profile NAME] [--jobs A,B...] [--engines A,B...] [OPTIONS]",
    description = "Time jobs with JMH: warm-up, forks, answers checked before times are printed.",
    footer = {
      "",
      "Examples:",
      "  ./tandem bench --profile tiny --json tiny.json",
      "  ./tandem bench --profile medium --jobs wordcount,pagerank --engines rdd,baseline --forks 4",
      "  ./tandem bench --profile small --cost --scale-sizes 0.1,0.3 --against old.json",
      "  ./tandem bench --aa"
    })
final class BenchCommand implements Callable<Integer> {
  private final CommandContext context;
  private BenchProgress progress;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Size of each input: ${bundle:default.profiles}. Default: ${DEFAULT-VALUE}.")
  private String profile = "tiny";

  @Option(
      names = "--jobs",
      paramLabel = "JOB",
      split = ",",
      description = "The jobs, or all. Default: ${bundle:default.bench-jobs}.")
  private List<String> jobs = new ArrayList<>();

  @Option(
      names = "--engines",
      paramLabel = "ENGINE",
      split = ",",
      description =
          "Engines and peers (./tandem engines lists them), or all. The others are compared with the first. Default: ${bundle:default.bench-engines}.")
  private List<String> engines = new ArrayList<>();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description =
          "JVMs for each job and engine; 0 runs in this JVM, to try things out, not for times. Default: ${bundle:default.forks}.")
  private Integer forks;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description = "Runs in each JVM before times are taken. Default: ${bundle:default.warmup}.")
  private Integer warmup;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Timed runs in each JVM. Default: ${bundle:default.iterations}.")
  private Integer iterations;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "Heap of each JVM. Default: TANDEM_HEAP.")
  private String heap;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description =
          "Heap for an engine's data, shared equally by the slots. Default: half the heap.")
  private String memory;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "Virtual nodes. Default: ${DEFAULT-VALUE}.")
  private int nodes = 1;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Tasks at the same time on each node. Default: ${bundle:default.slots}.")
  private int slots = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of every shuffle. Default: nodes x slots.")
  private int partitions;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "A switch of an engine; may be repeated. ./tandem engines lists them.")
  private List<String> conf = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of data, runs and intervals. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = {"-prof", "--prof"},
      paramLabel = "PROFILER",
      description =
          "A profiler of JMH, e.g. gc or jfr:dir=DIR; may be repeated. What it prints is in the logs.")
  private List<String> profilers = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where generated data is kept and runs write. Default: .tandem/bench beside the launcher.")
  private Path data;

  @Mixin private BenchManner manner;
  @Mixin private BenchOutputs outputs;
  @Mixin Common common;
  @Spec private CommandSpec spec;

  BenchCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    return manner.isAa() ? checkTheCheck() : bench();
  }

  private int bench() throws IOException {
    BenchReport old = outputs.readOld(manner.isCold());
    BenchOptions options = options();
    Bench bench = create(options);
    BenchReport report = run(bench);
    outputs.write(bench, report, old, context.terminal());
    return report.valid() ? 0 : 1;
  }

  private int checkTheCheck() throws IOException {
    if (jobs.size() > 1 || engines.size() > 1) {
      throw new UsageError("--aa compares one engine with itself on one job: name one of each");
    }
    jobs = jobs.isEmpty() ? List.of(Defaults.JOB) : jobs;
    engines = engines.isEmpty() ? List.of(Defaults.AA_ENGINE) : engines;
    forks = forks == null ? AaCheck.FORKS : forks;
    iterations = iterations == null ? AaCheck.TIMES : iterations;
    Result result = run(create(options())).jobs().get(0).results().get(0);
    if (result.status() != Status.RIGHT) {
      throw new IOException(result.contender() + ": " + result.status() + ": " + result.message());
    }
    context.terminal().out().print(AaText.print(jobs.get(0), result, seed));
    return 0;
  }

  private Bench create(BenchOptions options) {
    BenchProgress progress = new BenchProgress(context.terminal());
    this.progress = progress;
    try {
      return new Bench(options, progress);
    } catch (IllegalArgumentException e) {
      throw new UsageError(e.getMessage(), e);
    }
  }

  private BenchReport run(Bench bench) throws IOException {
    try (BenchProgress open = progress) {
      context.interrupts().onSignal(bench::cancel);
      return bench.run();
    } catch (IllegalArgumentException e) {
      throw new UsageError(e.getMessage(), e);
    } catch (InterruptedIOException e) {
      context.interrupts().check();
      throw e;
    } finally {
      context.interrupts().noteOnly();
    }
  }

  private BenchOptions options() {
    try {
      Profile size = Profile.of(profile);
      List<String> contenders = contenders();
      Resources resources = resources(contenders);
      if (manner.isCold() && !profilers.isEmpty()) {
        throw new UsageError("--prof does not go with --cold: JMH does not time whole processes");
      }
      return new BenchOptions(
          size,
          jobs(),
          contenders,
          schedule(manner.isCold() ? Schedule.COLD : size.schedule()),
          resources,
          seed,
          profilers,
          data == null ? folder() : data,
          manner.manner(new ContenderSettings(resources, typed()).of(contenders)));
    } catch (IllegalArgumentException e) {
      throw new UsageError(e.getMessage(), e);
    }
  }

  private List<String> jobs() {
    if (jobs.isEmpty()) {
      return BenchOptions.DEFAULT_JOBS;
    }
    return jobs.equals(List.of("all")) ? BenchOptions.ALL_JOBS : jobs;
  }

  private List<String> contenders() {
    if (engines.isEmpty()) {
      return BenchOptions.DEFAULT_CONTENDERS;
    }
    return engines.equals(List.of("all")) ? Contenders.all() : engines;
  }

  /** The options that were typed, by their first names. */
  private Set<String> typed() {
    return spec.commandLine().getParseResult().matchedOptions().stream()
        .map(option -> option.names()[0])
        .collect(Collectors.toSet());
  }

  private Schedule schedule(Schedule byProfile) {
    try {
      return new Schedule(
          forks == null ? byProfile.forks() : forks,
          warmup == null ? byProfile.warmup() : warmup,
          iterations == null ? byProfile.iterations() : iterations);
    } catch (IllegalArgumentException e) {
      throw new UsageError(
          "--" + e.getMessage(), e); // the message begins with the name of the option
    }
  }

  private Resources resources(List<String> contenders) {
    try {
      return new Resources(
          heap == null ? 0 : Sizes.parse("--heap", heap),
          memory == null ? 0 : Sizes.parse("--memory", memory),
          nodes,
          slots,
          partitions,
          switches(contenders));
    } catch (IllegalArgumentException e) {
      throw new UsageError(
          "--" + e.getMessage(), e); // the message begins with the name of the option
    }
  }

  private Map<String, String> switches(List<String> contenders) {
    Map<String, String> switches = Pairs.parse("--conf", conf);
    Switches.check(switches, contenders);
    if (switches.containsKey("history")) {
      throw new UsageError("a benchmark runs a job many times: ./tandem run writes its history");
    }
    return switches;
  }

  /**
   * Beside the launcher, or in the user's cache where there is no launcher or its folder cannot be
   * written.
   */
  private static Path folder() {
    String home = System.getProperty("tandem.home");
    if (home != null && Files.isWritable(Path.of(home))) {
      return Path.of(home, ".tandem", "bench");
    }
    return Path.of(System.getProperty("user.home"), ".cache", "tandem", "bench");
  }
}
