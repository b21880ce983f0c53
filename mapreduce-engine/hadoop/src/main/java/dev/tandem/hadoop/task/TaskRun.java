package dev.tandem.hadoop.task;

import dev.tandem.cluster.Failures;
import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.output.DriverWriter;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.cluster.output.PartWriter;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.TaskScope;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.hadoopfiles.HadoopFiles;
import dev.tandem.mapreduce.plan.Intermediate;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.run.TaskOutputs;
import dev.tandem.mapreduce.shuffle.Fold;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import dev.tandem.mapreduce.shuffle.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * One attempt of one of Hadoop's tasks. Hadoop makes the parts of a task one by one and hands each
 * nothing but the configuration; this is where they meet.
 */
public final class TaskRun {
  /**
   * Partitions for the counters of combiners, apart from all others: Hadoop runs them in threads of
   * their own.
   */
  private static final int COMBINERS = Integer.MIN_VALUE;

  private final LocalRun run;
  private final Configuration conf;
  private final TaskAttemptID id;
  private final FileStore files;
  private final Round round;
  private final TaskContext context;
  private final long startMillis = System.currentTimeMillis();
  private final Fold combining;
  private final String work;
  private final List<Written> parts = new ArrayList<>();
  private Map<Integer, Run> finished = Map.of();
  private TaskOutputs outputs;
  private boolean failed;

  private TaskRun(LocalRun run, Configuration conf, String workFolder) throws IOException {
    this.run = run;
    this.conf = conf;
    this.id = TaskAttemptID.forName(conf.get(MRJobConfig.TASK_ATTEMPT_ID));
    this.files = HadoopFiles.of(conf);
    this.work = workFolder + "/" + TaskFile.folder(id);
    Thread.currentThread().setContextClassLoader(conf.getClassLoader());
    this.round = Shipped.program(conf, files, run).round();
    int number = id.getTaskID().getId() + (isMap() ? conf.getInt(Keys.FIRST_SLICE, 0) : 0);
    this.context =
        TaskContext.elsewhere(
            RunOptions.defaults().withFiles(files),
            new Attempt(unit(), number, id.getId()),
            run.node(),
            work);
    this.combining = combines() ? fold(COMBINERS + id.getTaskID().getId()) : null;
  }

  /**
   * Begins a task.
   *
   * @param conf the task's own configuration
   * @param work the folder from which Hadoop's committer takes what the attempt leaves
   * @throws IOException if the program cannot be read
   */
  static TaskRun begin(Configuration conf, String work) throws IOException {
    LocalRun run = LocalRun.of(conf.get(Keys.RUN));
    TaskRun task = new TaskRun(run, conf, work);
    run.tasks().put(conf.get(MRJobConfig.TASK_ATTEMPT_ID), task);
    return task;
  }

  /** The task whose parts this configuration was given to. */
  public static TaskRun of(Configuration conf) {
    String attempt = conf.get(MRJobConfig.TASK_ATTEMPT_ID);
    TaskRun task = LocalRun.of(conf.get(Keys.RUN)).tasks().get(attempt);
    if (task == null) {
      throw new IllegalStateException("attempt " + attempt + " has not begun");
    }
    return task;
  }

  /** The attempt has ended, well or not; it may have begun in another process. */
  static void end(Configuration conf, TaskAttemptID attempt) {
    LocalRun.end(conf.get(Keys.RUN), attempt.toString());
  }

  private boolean isMap() {
    return id.getTaskType() == TaskType.MAP;
  }

  private String unit() {
    String phase = isMap() ? " map: " : " reduce: ";
    return "round " + round.number() + phase + round.name() + conf.get(Keys.PART, "");
  }

  private boolean combines() {
    return round.isReducing() && round.shuffle().combines();
  }

  /** The round, in this task's own copy. */
  public Round round() {
    return round;
  }

  /** What the task counts, and how it is told to stop. */
  public TaskContext context() {
    return context;
  }

  /** The storage. */
  FileStore files() {
    return files;
  }

  TaskAttemptID id() {
    return id;
  }

  /** Milliseconds since 1970. */
  long startMillis() {
    return startMillis;
  }

  /**
   * How the map side writes values.
   *
   * @param input which input of the grouping they belong to
   */
  public Fold emitting(int input) {
    return combines()
        ? fold(-1 - context.attempt().task())
        : Fold.none(round.shuffle().values().get(input));
  }

  /** How accumulators are merged on the way; for one thread at a time. */
  public Fold combining() {
    return combining;
  }

  /** How the reduce side merges accumulators; null where there is no combiner. */
  Fold reducing() {
    return combines() ? fold(context.attempt().task()) : null;
  }

  private Fold fold(int partition) {
    PlannedShuffle shuffle = PlannedShuffle.of(round.shuffle());
    TaskScope scope = context.scopes(partition).of(shuffle.combineStep());
    Aggregator<Object, Object, Object> aggregator = shuffle.combiner().open(scope);
    return Fold.partial(shuffle.combineStep().name(), aggregator);
  }

  /**
   * Opens the outputs of a task at the end of its round.
   *
   * @param shuffled whether the task's partition comes from a shuffle
   */
  void openOutputs(boolean shuffled) throws IOException {
    outputs = new TaskOutputs(context, round, shuffled, context, new Places());
  }

  /** The outputs, once they are open. */
  TaskOutputs outputs() {
    return outputs;
  }

  /** Ends all files. */
  void finishOutputs() throws IOException {
    finished = outputs.finish();
  }

  /** Leaves what the driver must know in the task's folder. */
  void report() throws IOException {
    Output counts = new Output(512);
    context.writeCounts(counts);
    List<TaskFile.Kept> kept = new ArrayList<>();
    finished.forEach((id, run) -> kept.add(new TaskFile.Kept(id, run.segments().get(0))));
    TaskFile file =
        new TaskFile(
            context.attempt().task(),
            id.getId(),
            System.getenv().getOrDefault("NM_HOST", ""),
            startMillis,
            System.currentTimeMillis(),
            counts.toByteArray(),
            parts.stream().map(Written::part).toList(),
            kept,
            delivery());
    file.write(files, work);
  }

  private List<TaskFile.Delivery> delivery() {
    DriverWriter driver = outputs == null ? null : outputs.driver();
    return driver == null
        ? List.of()
        : List.of(new TaskFile.Delivery(driver.encoded(), driver.records(), driver.seen()));
  }

  /** A part file that the task writes. */
  private record Written(int write, String name, PartWriter writer) {
    TaskFile.Part part() {
      return new TaskFile.Part(write, name, writer.digest(), writer.bytes());
    }
  }

  /** All files lie in the task's own folder until the driver puts them where they belong. */
  private final class Places implements TaskOutputs.Places {
    @Override
    public PartWriter part(TaskContext attempt, Operation.Write write, boolean shuffled, int number)
        throws IOException {
      String extension = ((Sink<?>) write.destination()).extension();
      String name = OutputStage.partName(shuffled, number, extension);
      PartWriter writer = PartWriter.at(attempt, write, work + "/" + TaskFile.partFile(write.id()));
      parts.add(new Written(write.id(), name, writer));
      return writer;
    }

    @Override
    public String folderOf(Intermediate data) {
      return work;
    }
  }

  /** The user code of a task. */
  @FunctionalInterface
  interface Body {
    void run() throws IOException, InterruptedException;
  }

  /** Runs the user code of the task; what it throws is told to the driver. */
  void run(Body body) throws IOException, InterruptedException {
    run.enter(this);
    try {
      body.run();
    } catch (IOException | RuntimeException | Error e) {
      failed(e);
      throw e;
    } finally {
      run.leave();
    }
  }

  /**
   * Tells the driver why this attempt fails: only the first reason counts, the others follow from
   * it.
   *
   * @return for the caller to throw
   */
  public synchronized RuntimeException failed(Throwable thrown) {
    boolean told = failed || thrown instanceof TaskStopped;
    failed = true;
    if (!told) {
      Throwable cause = unwrap(thrown);
      run.failed(cause);
      tell(cause);
    }
    return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
  }

  /** What Hadoop puts around a failure of its spill thread or its merges says nothing. */
  private static Throwable unwrap(Throwable thrown) {
    Throwable at = thrown;
    while (at.getCause() != null
        && (isSpill(at) || at.getClass().getSimpleName().equals("ShuffleError"))) {
      at = at.getCause();
    }
    return at;
  }

  private static boolean isSpill(Throwable thrown) {
    return thrown instanceof IOException && "Spill failed".equals(thrown.getMessage());
  }

  private void tell(Throwable cause) {
    String message =
        Failures.message(
            conf.get(Keys.JOB),
            context.attempt(),
            conf.getInt(Keys.ATTEMPTS, 1),
            context.position(),
            cause);
    try {
      TaskFailure failure =
          new TaskFailure(
              isMap(),
              context.attempt().task(),
              id.getId(),
              startMillis,
              System.currentTimeMillis(),
              message);
      failure.write(files, JobFolder.of(conf).failures() + "/" + id);
    } catch (IOException | RuntimeException e) {
      // The driver then has nothing but what Hadoop says.
      cause.addSuppressed(e);
    }
  }

  boolean hasFailed() {
    return failed;
  }
}
