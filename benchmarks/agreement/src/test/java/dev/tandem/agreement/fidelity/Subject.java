package dev.tandem.agreement.fidelity;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.OutputFolder;
import dev.tandem.formats.TextSink;
import dev.tandem.hadoop.HadoopSession;
import dev.tandem.mapreduce.MapReduceSession;
import dev.tandem.rdd.api.RddContext;
import dev.tandem.rdd.api.RddListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;

/** A system to be looked at: runs small jobs in a folder of its own, on two slots. */
final class Subject {
  /** Partitions of a shuffle. */
  static final int PARTITIONS = 3;

  /** A job as a lambda. */
  @FunctionalInterface
  interface Flow {
    void on(Pipeline p) throws Exception;
  }

  private final String system;
  private final Path folder;
  private final SparkWatch watch;

  /**
   * @param system the name of the engine; nobody asks for it where the look is at a real system's
   *     own classes
   * @param folder of this subject
   * @param watch the Spark of this process
   */
  Subject(String system, Path folder, SparkWatch watch) {
    this.system = system;
    this.folder = folder;
    this.watch = watch;
  }

  /** Spark itself, for its own programs. */
  JavaSparkContext spark() {
    return watch.spark();
  }

  /** An input file or folder. */
  Path path(String name) {
    return folder.resolve(name);
  }

  /** The output of a job. */
  static TextSink sink() {
    return TextSink.to(new OutputFolder(""));
  }

  /** Runs a job. */
  Seen run(Flow flow) throws IOException {
    return run(flow, UnaryOperator.identity());
  }

  /** Runs a job with other options; one that fails is seen too. */
  Seen run(Flow flow, UnaryOperator<RunOptions> change) throws IOException {
    Path output = folder.resolve("out");
    RunOptions options =
        change.apply(
            RunOptions.defaults()
                .withMemory(64 << 20)
                .withNodes(1, 2)
                .withPartitions(PARTITIONS)
                .withScratch(Files.createDirectories(scratch()).toString())
                .withOutput(output.toString(), true));
    Job job = new Inline(flow);
    Session[] session = new Session[1];
    watch.settle();
    watch.clear();
    try {
      Tandem.run(
          job,
          JobArgs.of(job, List.of(), Map.of()),
          Tandem.engine(system),
          options,
          opened -> session[0] = opened);
    } catch (JobFailed e) {
      // The report says so.
    }
    watch.settle();
    return seen(session[0], output);
  }

  private Seen seen(Session session, Path output) {
    RunReport report = session.report();
    if (system.equals("spark")) {
      return new Seen(report, watch.stages(), watch.skipped(), List.of(), output);
    }
    if (session instanceof MapReduceSession rounds) {
      return new Seen(report, List.of(), 0, counters(rounds), output);
    }
    long skipped =
        report.plan().units().stream()
            .filter(unit -> unit.lines().get(0).text().equals("skipped"))
            .count();
    List<Integer> stages = report.units().stream().map(unit -> unit.tasks().size()).toList();
    return new Seen(report, stages, skipped, List.of(), output);
  }

  private static List<Map<String, Long>> counters(MapReduceSession session) {
    if (session instanceof HadoopSession) {
      return session.report().nativeCounters().values().stream().map(Subject::byName).toList();
    }
    return session.roundCounters().stream()
        .map(
            round -> {
              Map<String, Long> byName = new TreeMap<>();
              round.tasks().forEach((counter, amount) -> byName.put(counter.name(), amount));
              return byName;
            })
        .toList();
  }

  /** Task counters, and those of attempts where there are some. */
  private static Map<String, Long> byName(Map<String, Map<String, Long>> groups) {
    Map<String, Long> byName = new TreeMap<>();
    for (String group : List.of("JobCounter", "TaskCounter")) {
      byName.putAll(groups.getOrDefault("org.apache.hadoop.mapreduce." + group, Map.of()));
    }
    return byName;
  }

  /** The tasks of each stage that a program of Spark's own runs. */
  List<Integer> stagesOf(Runnable program) {
    watch.settle();
    watch.clear();
    program.run();
    watch.settle();
    return watch.stages();
  }

  /** The tasks of each stage that a program of Rdds runs. */
  List<Integer> ownStagesOf(Consumer<RddContext> program) throws IOException {
    List<Integer> stages = new CopyOnWriteArrayList<>();
    own(
        sc -> {
          sc.addListener(
              new RddListener() {
                @Override
                public void onStageSubmitted(Stage stage) {
                  stages.add(stage.numTasks());
                }
              });
          program.accept(sc);
          return "";
        });
    return stages;
  }

  /** What a program of Rdds says. */
  String own(Function<RddContext, String> program) throws IOException {
    RunOptions options =
        RunOptions.defaults()
            .withMemory(64 << 20)
            .withNodes(1, 2)
            .withScratch(Files.createDirectories(scratch()).toString());
    try (RddContext sc = RddContext.open("look", options)) {
      return program.apply(sc);
    }
  }

  /** How many files with names like this a job's actions leave until it ends. */
  long filesMade(String pattern, UnaryOperator<RunOptions> change, Flow flow) throws IOException {
    Set<Path> made = new TreeSet<>();
    run(
        p -> {
          Set<Path> before = files(pattern);
          flow.on(p);
          made.addAll(files(pattern));
          made.removeAll(before);
        },
        change);
    return made.size();
  }

  private Set<Path> files(String pattern) throws IOException {
    Set<Path> found = new TreeSet<>();
    for (Path root : List.of(scratch(), watch.scratch())) {
      try (Stream<Path> all = Files.walk(root)) {
        all.filter(Files::isRegularFile)
            .filter(path -> path.getFileName().toString().matches(pattern))
            .forEach(found::add);
      }
    }
    return found;
  }

  private Path scratch() {
    return folder.resolve("scratch");
  }

  /** A job from a lambda. */
  private static final class Inline implements Job {
    private static final long serialVersionUID = 1L;
    private final transient Flow flow;

    Inline(Flow flow) {
      this.flow = flow;
    }

    @Override
    public String name() {
      return "look";
    }

    @Override
    public void define(Pipeline p, JobArgs args) throws Exception {
      flow.on(p);
    }
  }
}
