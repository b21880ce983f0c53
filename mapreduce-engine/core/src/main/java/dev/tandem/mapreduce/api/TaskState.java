package dev.tandem.mapreduce.api;

import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.mapreduce.plan.LoopTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What all contexts of one attempt share. */
final class TaskState {
  /** What is written to files beside the part file. */
  private static final Operation RECORDS =
      new Operation.Flatten(0, "records", List.of(), new Shape(null, Codecs.dynamic()));

  private final JobPlan plan;
  private final LoopTask task;
  private final TaskAttemptID id;
  private final Configuration configuration;
  private final TaskCounters counters;
  private final Map<String, Path> cache;
  private String status = "";

  private final List<LoopTask.SideFile> files = new ArrayList<>();

  /** The first failure of the engine that has passed through user code. */
  private RuntimeException failure;

  /**
   * @throws IOException if the files of the cache cannot be copied
   */
  TaskState(JobPlan plan, LoopTask task) throws IOException {
    this(plan, task, TaskCounters.of(plan, task));
  }

  /**
   * @param counters that others of the attempt may share
   * @throws IOException if the files of the cache cannot be copied
   */
  TaskState(JobPlan plan, LoopTask task, TaskCounters counters) throws IOException {
    this.plan = plan;
    this.task = task;
    var attempt = task.context().attempt();
    this.id = new TaskAttemptID(plan.id(), task.map(), attempt.task(), attempt.number());
    this.configuration = new Configuration(plan.configuration());
    this.counters = counters;
    this.cache = plan.cache().on(task.context().node());
    configuration.set("mapreduce.job.id", plan.id());
    configuration.set("mapreduce.task.attempt.id", id.toString());
    configuration.setInt("mapreduce.task.partition", id.task());
    configuration.setBoolean("mapreduce.task.ismap", id.map());
  }

  JobPlan plan() {
    return plan;
  }

  LoopTask task() {
    return task;
  }

  TaskAttemptID id() {
    return id;
  }

  Configuration configuration() {
    return configuration;
  }

  TaskCounters counters() {
    return counters;
  }

  String status() {
    return status;
  }

  void status(String message) {
    status = message;
    task.context().progress();
  }

  Path cacheFile(String name) {
    Path path = cache.get(name);
    if (path == null) {
      throw new IllegalArgumentException(
          "there is no cache file '" + name + "'; there are: " + String.join(", ", cache.keySet()));
    }
    return path;
  }

  /**
   * Starts a file beside the part file; it is closed when the task's loop has ended.
   *
   * @throws IOException if the storage fails
   */
  LoopTask.SideFile open(OutputFormat<?, ?> format, String base) throws IOException {
    if (base.equals("part")) {
      throw new IllegalArgumentException(
          "'part' cannot be the beginning of a file beside the part file");
    }
    Sink<?> sink = format.sink(configuration);
    if (sink == null) {
      throw new IllegalArgumentException(format.getClass().getName() + " writes no files");
    }
    LoopTask.SideFile writer = task.files().open(new Operation.Write(0, base, RECORDS, sink), base);
    files.add(writer);
    return writer;
  }

  /** A failure of the engine stays one, also where the user's code swallows it. */
  void remember(Exception thrown) {
    if (failure == null) {
      RuntimeException signal = UserCode.signalIn(thrown);
      if (signal != null) {
        failure = signal;
      } else if (thrown instanceof IOException e) {
        failure = new StorageFailure(e);
      }
    }
  }

  /** Throws what was remembered. */
  void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Runs a loop of user code.
   *
   * @param type the user's class
   * @param loop what it does
   */
  void run(Class<?> type, Loop loop) {
    try {
      loop.run();
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      rethrow();
      throw UserCode.failed(type, "run", e);
    }
    rethrow();
    try {
      for (LoopTask.SideFile file : files) {
        file.close();
      }
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  /** User code. */
  @FunctionalInterface
  interface Loop {
    void run() throws IOException, InterruptedException;
  }
}
