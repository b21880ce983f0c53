package dev.tandem.cli.command;

import dev.tandem.cli.bench.BenchTable;
import dev.tandem.cli.run.Pairs;
import dev.tandem.cli.run.Sizes;
import dev.tandem.cli.run.Switches;
import dev.tandem.cli.run.UsageError;
import dev.tandem.cli.text.Terminal;
import dev.tandem.harness.Bench;
import dev.tandem.harness.BenchOptions;
import dev.tandem.harness.BenchReport;
import dev.tandem.harness.Profile;
import dev.tandem.harness.Resources;
import dev.tandem.harness.Schedule;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./tandem bench}. */
@Command(
    name = "bench",
    customSynopsis = "./tandem bench [--profile NAME] [--jobs A,B...] [--engines A,B...] [OPTIONS]",
    description = "Time jobs with JMH: warm-up, forks, answers checked before times are printed.",
    footer = {
      "",
      "Examples:",
      "  ./tandem bench --profile tiny --json tiny.json",
      "  ./tandem bench --profile medium --jobs wordcount,pagerank --engines rdd,baseline --forks 4"
    })
final class BenchCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "Bytes of each input: tiny (1 MB), small (100 MB), medium (256 MB) or large (3.2 GB). Default: ${DEFAULT-VALUE}.")
  private String profile = "tiny";

  @Option(
      names = "--jobs",
      paramLabel = "JOB",
      split = ",",
      description = "The jobs. Default: all ten.")
  private List<String> jobs = new ArrayList<>();

  @Option(
      names = "--engines",
      paramLabel = "ENGINE",
      split = ",",
      description =
          "Engines, or baseline: plain Java on one thread. The others are compared with the first. Default: mapreduce,rdd,baseline.")
  private List<String> engines = new ArrayList<>();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description =
          "JVMs for each job and engine; 0 runs in this JVM, to try things out, not for times. Default: 2.")
  private Integer forks;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description =
          "Runs in each JVM before times are taken. Default: 3 for tiny, 2 for small, else 1.")
  private Integer warmup;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Timed runs in each JVM. Default: 3, 2 for large.")
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

  @Option(names = "--nodes", paramLabel = "N", description = "Virtual nodes. Default: 1.")
  private int nodes = 1;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Tasks at the same time on each node. Default: the number of processors.")
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
      names = "--json",
      paramLabel = "FILE",
      description = "Write everything, each single time too, as JSON.")
  private Path json;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the tables to a file too.")
  private Path output;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where generated data is kept and runs write. Default: .tandem/bench beside the launcher.")
  private Path data;

  @Mixin Common common;

  BenchCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    Terminal terminal = context.terminal();
    BenchReport report = run(options());
    if (json != null) {
      report.write(json);
    }
    String table = BenchTable.print(report, terminal.columns());
    if (output != null) {
      Files.createDirectories(output.toAbsolutePath().getParent());
      Files.writeString(output, table, StandardCharsets.UTF_8);
    }
    terminal.out().print(table);
    return report.valid() ? 0 : 1;
  }

  private BenchReport run(BenchOptions options) throws IOException {
    try {
      Bench bench = new Bench(options, context.terminal()::say);
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
      return new BenchOptions(
          size,
          jobs.isEmpty() ? BenchOptions.DEFAULT_JOBS : jobs,
          engines.isEmpty() ? BenchOptions.DEFAULT_CONTENDERS : engines,
          schedule(size.schedule()),
          resources(),
          seed,
          profilers,
          data == null ? folder() : data);
    } catch (IllegalArgumentException e) {
      throw new UsageError(e.getMessage(), e);
    }
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

  private Resources resources() {
    try {
      return new Resources(
          heap == null ? 0 : Sizes.parse("--heap", heap),
          memory == null ? 0 : Sizes.parse("--memory", memory),
          nodes,
          slots,
          partitions,
          switches());
    } catch (IllegalArgumentException e) {
      throw new UsageError(
          "--" + e.getMessage(), e); // the message begins with the name of the option
    }
  }

  private Map<String, String> switches() {
    Map<String, String> switches = Pairs.parse("--conf", conf);
    Switches.check(switches, engines);
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
