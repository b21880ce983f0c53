package dev.tandem.cli.command;

import dev.tandem.cli.run.Addon;
import dev.tandem.cli.run.FaultFile;
import dev.tandem.cli.run.Pairs;
import dev.tandem.cli.run.Sizes;
import dev.tandem.cli.run.Switches;
import dev.tandem.cli.run.UsageError;
import dev.tandem.cli.text.Human;
import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.job.Names;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What a run may use: the same for every engine. */
public final class EngineOptions {
  private static final double MOST_OF_HEAP = 0.8;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description =
          "Heap for data, shared equally by the slots, e.g. 512m. Default: half the heap (TANDEM_HEAP).")
  String memory;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "Virtual nodes. Default: ${bundle:default.nodes}.")
  Integer nodes;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Tasks at the same time on each node. Default: ${bundle:default.slots}.")
  Integer slots;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of every shuffle. Default: nodes x slots.")
  Integer partitions;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      description = "How often a task may be tried. Default: ${bundle:default.attempts}.")
  Integer attempts;

  @Option(
      names = "--split-size",
      paramLabel = "SIZE",
      description =
          "How large the pieces are into which files are cut. Default: ${bundle:default.split-size}.")
  String splitSize;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "For everything that is drawn at random. Default: ${bundle:default.seed}.")
  Long seed;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "A switch of an engine; may be repeated. ./tandem engines lists them.")
  List<String> conf = new ArrayList<>();

  @Option(
      names = "--faults",
      paramLabel = "FILE",
      description =
          "Faults to inject, one a line, so that they can be replayed; ./tandem run --help tells how.")
  String faults;

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description = "Where temporary files go. Default: the system's folder for them.")
  String scratch;

  /**
   * The options as they were typed.
   *
   * @param used names of the engines that are to run
   * @param warn takes what is legal but unwise
   * @throws UsageError for a wrong one
   */
  RunOptions options(List<String> used, Consumer<String> warn) {
    try {
      RunOptions options = RunOptions.defaults();
      options = options.withNodes(or(nodes, options.nodes()), or(slots, options.slots()));
      options =
          options.withPartitions(
              positive("--partitions", or(partitions, 1)) * (partitions == null ? 0 : 1));
      options = options.withAttempts(or(attempts, options.attempts()));
      options = memory == null ? options : options.withMemory(memory(warn));
      options = splitSize == null ? options : options.withSplits(splits());
      options = seed == null ? options : options.withSeed(seed);
      options = scratch == null ? options : options.withScratch(folder("--scratch", scratch));
      Map<String, String> switches = Pairs.parse("--conf", conf);
      Switches.check(switches, used);
      refuseExistingHistory(switches.get("history"));
      for (Map.Entry<String, String> entry : switches.entrySet()) {
        options = options.withConf(entry.getKey(), entry.getValue());
      }
      return faults == null ? options : options.withConf("faults", faults(used, warn));
    } catch (IllegalArgumentException e) {
      throw new UsageError(
          "--" + e.getMessage(), e); // the message begins with the name of the option
    }
  }

  private static void refuseExistingHistory(String path) {
    if (path != null && !path.isEmpty() && !Addon.isRemote(path) && Files.exists(Path.of(path))) {
      throw new UsageError("the history " + path + " exists; remove it, or name a new file");
    }
  }

  private SplitRule splits() {
    long size = Sizes.parse("--split-size", splitSize);
    if (size < 1) {
      throw new UsageError("--split-size is '" + splitSize + "', it must be at least 1 byte");
    }
    return new SplitRule(size, size, SplitRule.DEFAULT.block());
  }

  private long memory(Consumer<String> warn) {
    long bytes = Sizes.parse("--memory", memory);
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap) {
      throw new UsageError(
          "--memory is '"
              + memory
              + "', but the heap has only "
              + Human.bytes(heap)
              + ": give less, or a larger heap with TANDEM_HEAP=4g");
    }
    if (bytes > heap * MOST_OF_HEAP) {
      warn.accept(
          "warning: --memory is more than 80 % of the heap ("
              + Human.bytes(heap)
              + "): the job's own objects may not fit; a larger heap comes with TANDEM_HEAP=4g");
    }
    return bytes;
  }

  private String faults(List<String> used, Consumer<String> warn) {
    String path = file("--faults", faults);
    FaultFile.check(Path.of(path));
    if (used.contains("reference")) {
      warn.accept("warning: reference has no points for faults: none strikes it");
    }
    return path;
  }

  private static int or(Integer typed, int otherwise) {
    return typed == null ? otherwise : typed;
  }

  private static int positive(String option, int value) {
    if (value < 1) {
      throw new UsageError(option + " is " + value + ", it must be at least 1");
    }
    return value;
  }

  private static String file(String option, String path) {
    if (!Files.isReadable(Path.of(path)) || !Files.isRegularFile(Path.of(path))) {
      throw new UsageError(option + " is '" + path + "', which is no file that can be read");
    }
    return path;
  }

  private static String folder(String option, String path) {
    if (!Files.isDirectory(Path.of(path)) || !Files.isWritable(Path.of(path))) {
      throw new UsageError(option + " is '" + path + "', which is no folder that can be written");
    }
    return path;
  }

  /** The engines of these names, each once. */
  static List<Engine> engines(List<String> names) {
    return new LinkedHashSet<>(names).stream().map(EngineOptions::engine).toList();
  }

  /** Names those too that are on the class path only where somebody asks for them. */
  private static String noEngine(String name, List<Engine> here) {
    Set<String> known = new TreeSet<>(Addon.engines().keySet());
    here.forEach(engine -> known.add(engine.name()));
    return "there is no engine '" + name + "'" + Names.didYouMean(name, List.copyOf(known));
  }

  static Engine engine(String name) {
    if (Addon.ofEngine(name).filter(addon -> !addon.isHere()).isPresent()) {
      throw new UsageError(
          "the jars of engine '" + name + "' are not on the class path: start it with ./tandem");
    }
    List<Engine> here = Tandem.engines();
    return here.stream()
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UsageError(noEngine(name, here)));
  }
}
