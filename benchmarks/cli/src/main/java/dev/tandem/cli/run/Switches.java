package dev.tandem.cli.run;

import dev.tandem.contract.job.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The switches that {@code --conf} takes. A test compares this list with the engines' sources. */
public final class Switches {
  /** What the names of a user's own switches begin with; they pass unchecked. */
  public static final String OWN = "x-";

  /** What is no switch, as an option says it for all engines. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "faults", "name a file of faults with --faults, not with --conf",
          "mapreduce.job.reduces", "use --partitions, not --conf mapreduce.job.reduces",
          "spark.default.parallelism", "use --partitions, not --conf spark.default.parallelism");

  private static final List<String> FLAG = List.of("true", "false");

  /**
   * A switch.
   *
   * @param name as it is typed
   * @param engine the engines and peers that read it, with commas between
   * @param byDefault the default, for people
   * @param meaning one phrase
   * @param choices the only legal values, or empty where the engine checks them
   */
  public record Switch(
      String name, String engine, String byDefault, String meaning, List<String> choices) {}

  private static final List<Switch> ALL =
      List.of(
          of("combiner", "mapreduce, rdd", "true", "combine before the shuffle", FLAG),
          of(
              "committer",
              "mapreduce, rdd",
              "tandem",
              "how outputs become visible: at once, or as Hadoop's algorithms 1 and 2",
              List.of("tandem", "hadoop-v1", "hadoop-v2")),
          of("sync", "mapreduce, rdd", "true", "force outputs to disk before the commit", FLAG),
          of(
              "patience",
              "mapreduce, rdd",
              "10000",
              "milliseconds that a run waits for its tasks to stop",
              List.of()),
          of(
              "defaults",
              "mapreduce",
              "tandem",
              "whose defaults hold for the switches of Hadoop that are not given",
              List.of("tandem", "hadoop")),
          of(
              "mapreduce.task.io.sort.mb",
              "mapreduce",
              "by --memory",
              "sort buffer of a map task in MB",
              List.of()),
          of(
              "mapreduce.map.sort.spill.percent",
              "mapreduce",
              "1",
              "how full the sort buffer gets before it is spilled, up to 1",
              List.of()),
          of(
              "mapreduce.task.io.sort.factor",
              "mapreduce",
              "by --memory",
              "sorted runs that are merged at once",
              List.of()),
          of(
              "mapreduce.map.combine.minspills",
              "mapreduce",
              "3",
              "spills from which on the last merge combines once more",
              List.of()),
          of(
              "mapreduce.task.spill.files.count.limit",
              "mapreduce",
              "-1",
              "spills of one map task before it fails, -1 for any number",
              List.of()),
          of(
              "mapreduce.task.index.cache.limit.bytes",
              "mapreduce",
              "1048576",
              "memory for the indexes of a map task's spills; others become files",
              List.of()),
          of(
              "history",
              "mapreduce",
              "none",
              "new file for the job history: events and Hadoop's counters, one JSON object a line",
              List.of()),
          of(
              "mapreduce.map.output.compress",
              "mapreduce",
              "false",
              "compress map outputs and what is spilled",
              FLAG),
          of(
              "mapreduce.map.output.compress.codec",
              "mapreduce",
              "lz4",
              "by what: lz4 or zstd, or Hadoop's class name",
              List.of()),
          of(
              "fetch",
              "mapreduce",
              "direct",
              "merge map outputs where they lie, or copy them to the reducer first",
              List.of("direct", "copy")),
          of(
              "mapreduce.reduce.shuffle.parallelcopies",
              "mapreduce",
              "5",
              "threads of a reducer that copy map outputs; this and the next eight imply fetch=copy",
              List.of()),
          of(
              "mapreduce.reduce.shuffle.input.buffer.percent",
              "mapreduce",
              "0.70",
              "part of a reducer's memory for copies",
              List.of()),
          of(
              "mapreduce.reduce.shuffle.memory.limit.percent",
              "mapreduce",
              "0.25",
              "part of that for a single copy; larger ones go to disk",
              List.of()),
          of(
              "mapreduce.reduce.shuffle.merge.percent",
              "mapreduce",
              "0.66",
              "part of that at which copies in memory are merged to disk",
              List.of()),
          of(
              "mapreduce.job.reduce.slowstart.completedmaps",
              "mapreduce",
              "1; hadoop: 0.05",
              "part of the map tasks that end before reduce tasks begin to copy",
              List.of()),
          of(
              "mapreduce.reduce.merge.inmem.threshold",
              "mapreduce",
              "1000",
              "copies in memory that are merged to disk, 0 for any number",
              List.of()),
          of(
              "mapreduce.reduce.merge.memtomem.enabled",
              "mapreduce",
              "false",
              "merge copies in memory to larger ones there",
              FLAG),
          of(
              "mapreduce.reduce.merge.memtomem.threshold",
              "mapreduce",
              "as io.sort.factor",
              "copies that become one",
              List.of()),
          of(
              "mapreduce.reduce.input.buffer.percent",
              "mapreduce",
              "0",
              "part of a reducer's memory for copies that stay there while it reduces",
              List.of()),
          of(
              "mapreduce.map.speculative",
              "mapreduce",
              "false",
              "try slow map tasks a second time beside the first attempt",
              FLAG),
          of(
              "mapreduce.reduce.speculative",
              "mapreduce",
              "false",
              "the same for reduce tasks",
              FLAG),
          of(
              "mapreduce.job.speculative.slowtaskthreshold",
              "mapreduce",
              "1",
              "standard deviations beyond the mean time of ended tasks that make a task slow",
              List.of()),
          of(
              "mapreduce.job.speculative.speculative-cap-running-tasks",
              "mapreduce",
              "0.1",
              "part of the running tasks that may have a second attempt at a time",
              List.of()),
          of(
              "mapreduce.job.speculative.speculative-cap-total-tasks",
              "mapreduce",
              "0.01",
              "part of all tasks that may",
              List.of()),
          of(
              "mapreduce.job.speculative.minimum-allowed-tasks",
              "mapreduce",
              "10",
              "tasks that may, however few there are",
              List.of()),
          of(
              "mapreduce.map.maxattempts",
              "mapreduce",
              "as --attempts",
              "attempts of each map task",
              List.of()),
          of(
              "mapreduce.reduce.maxattempts",
              "mapreduce",
              "as --attempts",
              "attempts of each reduce task",
              List.of()),
          of(
              "mapreduce.map.failures.maxpercent",
              "mapreduce",
              "0",
              "part of the map tasks in percent that may fail and be missing",
              List.of()),
          of(
              "mapreduce.reduce.failures.maxpercent",
              "mapreduce",
              "0",
              "the same for reduce tasks",
              List.of()),
          of(
              "mapreduce.job.running.map.limit",
              "mapreduce",
              "0",
              "map tasks that run at a time, 0 for any number",
              List.of()),
          of(
              "mapreduce.job.running.reduce.limit",
              "mapreduce",
              "0",
              "reduce tasks that run at a time, 0 for any number",
              List.of()),
          of(
              "mapreduce.input.fileinputformat.split.minsize",
              "mapreduce",
              "1",
              "least bytes of a split",
              List.of()),
          of(
              "mapreduce.input.fileinputformat.split.maxsize",
              "mapreduce",
              "none",
              "most bytes of a split",
              List.of()),
          of(
              "mapreduce.task.timeout",
              "mapreduce",
              "0",
              "milliseconds without progress after which an attempt fails, 0 for never",
              List.of()),
          of(
              "mapreduce.job.maxtaskfailures.per.tracker",
              "mapreduce",
              "3",
              "failed attempts after which a node gets no more tasks, 0 for any number",
              List.of()),
          of(
              "mapreduce.map.skip.maxrecords",
              "mapreduce",
              "0",
              "above 0, records on which a map function fails are left out",
              List.of()),
          of(
              "mapreduce.reduce.skip.maxgroups",
              "mapreduce",
              "0",
              "above 0, groups on which a reduce function fails are left out",
              List.of()),
          of(
              "mapreduce.task.skip.start.attempts",
              "mapreduce",
              "2",
              "attempts that fail before that",
              List.of()),
          of(
              "mapreduce.job.ubertask.enable",
              "mapreduce",
              "false",
              "run small rounds in one slot, one task after the other",
              FLAG),
          of(
              "mapreduce.job.ubertask.maxmaps",
              "mapreduce",
              "9",
              "map tasks of a small round",
              List.of()),
          of(
              "mapreduce.job.ubertask.maxreduces",
              "mapreduce",
              "1",
              "reduce tasks of a small round",
              List.of()),
          of(
              "mapreduce.job.ubertask.maxbytes",
              "mapreduce",
              "134217728",
              "bytes of input of a small round",
              List.of()),
          of(
              "shuffle",
              "rdd",
              "memory",
              "hand records over in memory where they fit, or always in files",
              List.of("memory", "files")),
          of(
              "shuffle.loss",
              "rdd",
              "output",
              "what a map output that cannot be read costs: itself, or all of its node as in Spark",
              List.of("output", "node")),
          of(
              "spark.shuffle.orderIndependentChecksum.enabled",
              "rdd",
              "with several nodes or files",
              "sum up the records of map tasks, to find those that give others when they are run again",
              FLAG),
          of(
              "spark.scheduler.mode",
              "rdd",
              "FIFO",
              "which of several jobs a free slot serves: the earlier one, or that of the pool in need",
              List.of("FIFO", "FAIR")),
          of(
              "spark.scheduler.pools",
              "rdd",
              "none",
              "pools of FAIR as name:weight:minShare, with commas between; others have 1 and 0",
              List.of()),
          of(
              "spark.task.maxFailures",
              "rdd",
              "4",
              "attempts of a task, before the job fails",
              List.of()),
          of(
              "spark.stage.maxConsecutiveAttempts",
              "rdd",
              "4",
              "attempts of a stage in a row that may find what they read lost, before the job fails",
              List.of()),
          of(
              "spark.speculation",
              "rdd",
              "false",
              "try slow tasks a second time beside the first attempt",
              FLAG),
          of(
              "spark.speculation.multiplier",
              "rdd",
              "3",
              "times the median of ended tasks that make a task slow",
              List.of()),
          of(
              "spark.speculation.quantile",
              "rdd",
              "0.9",
              "part of the tasks that must have ended before",
              List.of()),
          of(
              "spark.driver.maxResultSize",
              "rdd",
              "1g",
              "bytes that the tasks of a job may send to the driver, with k, m or g; 0 for any number",
              List.of()),
          of(
              "master",
              "spark",
              "local[slots]",
              "where Spark runs: local[N], spark://HOST:PORT, yarn ...",
              List.of()),
          of(
              "runner",
              "hadoop, hadoop-native",
              "tuned",
              "Hadoop's local runner: asked every 10 ms, without processes for permissions; or as it comes",
              List.of("tuned", "plain")),
          of("fs", "hadoop", "file:///", "Hadoop's default file system, as its -fs", List.of()),
          of("jt", "hadoop", "local", "where Hadoop runs its jobs, as its -jt", List.of()),
          of("sample", "reference", "all", "records of each input that are read", List.of()));

  private Switches() {}

  private static Switch of(
      String name, String engine, String byDefault, String meaning, List<String> choices) {
    String legal = choices.isEmpty() ? "" : " (" + String.join(" | ", choices) + ")";
    return new Switch(name, engine, byDefault, meaning + legal, choices);
  }

  /** All switches, those of several engines first. */
  public static List<Switch> all() {
    return ALL;
  }

  /**
   * Refuses switches that no engine reads, and values that their engine does not know.
   *
   * <p>A single engine has to read them itself; of several it is enough that one may. Where a real
   * system is among the engines, its own settings pass: it knows them best.
   *
   * @param typed by name
   * @param engines names of the engines that will be given them
   * @throws UsageError for the first one that is wrong; suggests the nearest name
   */
  public static void check(Map<String, String> typed, Collection<String> engines) {
    List<String> passing = new ArrayList<>(List.of(OWN));
    engines.forEach(engine -> system(engine).ifPresent(addon -> passing.addAll(addon.prefixes())));
    typed.forEach(
        (name, value) -> {
          if (passing.stream().noneMatch(name::startsWith)) {
            Switch known = find(name);
            checkValue(known, value);
            checkReader(known, engines);
          }
        });
  }

  /** The real system that an engine or a peer runs on. */
  private static Optional<Addon> system(String contender) {
    return Addon.ofEngine(contender.replaceAll("-native$", ""));
  }

  private static Switch find(String name) {
    if (OPTIONS.containsKey(name)) {
      throw new UsageError(OPTIONS.get(name));
    }
    return ALL.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UsageError("no engine has a switch '" + name + "'" + hint(name)));
  }

  private static String hint(String name) {
    return Names.nearest(name, ALL.stream().map(Switch::name).toList())
        .map(near -> "; did you mean '" + near + "'?")
        .orElse("; ./tandem engines lists them");
  }

  /** Real systems get switches of our engines through their planners, too. */
  private static void checkReader(Switch known, Collection<String> engines) {
    String engine = engines.iterator().next();
    boolean reads = List.of(known.engine().split(", ")).contains(engine);
    if (engines.size() == 1 && !reads && system(engine).isEmpty()) {
      throw new UsageError(
          "switch " + known.name() + " belongs to " + known.engine() + ": " + engine + " has none");
    }
  }

  private static void checkValue(Switch known, String value) {
    if (!known.choices().isEmpty() && !known.choices().contains(value)) {
      throw new UsageError(
          "--conf "
              + known.name()
              + " is '"
              + value
              + "', it must be one of "
              + String.join(", ", known.choices()));
    }
  }
}
