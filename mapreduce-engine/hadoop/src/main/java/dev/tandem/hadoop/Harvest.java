package dev.tandem.hadoop;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Node;
import dev.tandem.cluster.RunLog;
import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.Operation;
import dev.tandem.hadoop.task.JobFolder;
import dev.tandem.hadoop.task.TaskFailure;
import dev.tandem.hadoop.task.TaskFile;
import dev.tandem.mapreduce.plan.Intermediate;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.plan.RoundOutput;
import dev.tandem.mapreduce.shuffle.Run;
import dev.tandem.mapreduce.store.ResultStore;
import dev.tandem.mapreduce.store.StoredResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.mapreduce.Job;

/** What the tasks of a job have left: goes where it belongs, and into the run's log. */
final class Harvest {
  private final Cluster cluster;
  private final OutputStage stage;
  private final ResultStore store;
  private final JobFolder folder;
  private final Round round;
  private final String part;
  private final Timeline timeline;
  private long startMillis;
  private RunLog.UnitLog maps;
  private RunLog.UnitLog reduces;

  Harvest(
      Cluster cluster,
      OutputStage stage,
      ResultStore store,
      JobFolder folder,
      Round round,
      String part,
      long epochMillis) {
    this.cluster = cluster;
    this.stage = stage;
    this.store = store;
    this.folder = folder;
    this.round = round;
    this.part = part;
    this.timeline = new Timeline(epochMillis);
  }

  /** The name of the map phase. */
  String unit() {
    return unit("map");
  }

  private String unit(String phase) {
    return "round " + round.number() + " " + phase + ": " + round.name() + part;
  }

  /** The job is about to run. */
  void started(int tasks) {
    startMillis = System.currentTimeMillis();
    maps = cluster.log().unitStarted(unit("map"), tasks, false);
  }

  /**
   * The job has succeeded.
   *
   * @throws IOException if the storage fails
   */
  void take(Job job) throws IOException {
    List<TaskFile> mapFiles = new ArrayList<>();
    List<TaskFile> reduceFiles = new ArrayList<>();
    List<OutputStage.Part> parts = new ArrayList<>();
    Map<Integer, TreeMap<Integer, Run>> kept = new HashMap<>();
    FileStore files = cluster.files();
    if (files.exists(folder.tasks())) {
      for (FileInfo entry : files.list(folder.tasks())) {
        String path = folder.tasks() + "/" + entry.name();
        TaskFile file = TaskFile.read(files, path);
        (entry.name().startsWith("m-") ? mapFiles : reduceFiles).add(file);
        for (TaskFile.Part part : file.parts()) {
          parts.add(part(file, part, path));
        }
        keep(file, path, kept);
      }
    }
    List<TaskFailure> failures = failures(job);
    log(maps, mapFiles, failures.stream().filter(TaskFailure::map).toList());
    if (round.isReducing()) {
      reduces = cluster.log().unitStarted(unit("reduce"), reduceFiles.size(), false);
      log(reduces, reduceFiles, failures.stream().filter(f -> !f.map()).toList());
    }
    stage.adopt(new Attempt(unit("job"), 0, 0), parts);
    deliver(round.isReducing() ? reduceFiles : mapFiles);
    remember(kept);
  }

  private OutputStage.Part part(TaskFile file, TaskFile.Part part, String path) throws IOException {
    Operation.Write write = write(part.write());
    return new OutputStage.Part(
        write,
        file.checkedName(part, ((Sink<?>) write.destination()).extension()),
        path + "/" + TaskFile.partFile(part),
        part.digest(),
        part.bytes());
  }

  private Operation.Write write(int id) {
    for (RoundOutput output : round.outputs()) {
      if (output instanceof RoundOutput.Written written && written.write().id() == id) {
        return written.write();
      }
    }
    throw new IllegalStateException("round " + round.number() + " does not write " + id);
  }

  private void keep(TaskFile file, String path, Map<Integer, TreeMap<Integer, Run>> kept)
      throws IOException {
    for (TaskFile.Kept result : file.kept()) {
      Intermediate data = kept(result.id());
      cluster.files().createFolder(store.folderOf(data));
      String place = store.folderOf(data) + String.format(Locale.ROOT, "/part-%05d", file.task());
      cluster.files().rename(path + "/" + TaskFile.keptFile(result.id()), place);
      kept.computeIfAbsent(result.id(), id -> new TreeMap<>())
          .put(file.task(), new Run(place, List.of(result.segment()), 0));
    }
  }

  private Intermediate kept(int id) {
    for (RoundOutput output : round.outputs()) {
      if (output instanceof RoundOutput.Kept kept && kept.data().id() == id) {
        return kept.data();
      }
    }
    throw new IllegalStateException("round " + round.number() + " does not keep " + id);
  }

  private void remember(Map<Integer, TreeMap<Integer, Run>> kept) {
    for (RoundOutput output : round.outputs()) {
      if (output instanceof RoundOutput.Kept one) {
        TreeMap<Integer, Run> partitions = kept.getOrDefault(one.data().id(), new TreeMap<>());
        store.add(new StoredResult(one.data(), List.copyOf(partitions.values())));
      }
    }
  }

  private void deliver(List<TaskFile> tasks) {
    for (RoundOutput output : round.outputs()) {
      if (output instanceof RoundOutput.Written written
          && written.write().destination() instanceof DriverResult<?> result) {
        for (TaskFile file : tasks) {
          file.driver()
              .forEach(d -> result.deliver(file.task(), d.encoded(), d.records(), d.seen()));
        }
      }
    }
  }

  private void log(RunLog.UnitLog unit, List<TaskFile> tasks, List<TaskFailure> failures) {
    for (TaskFailure failure : failures) {
      JobFailed why = new JobFailed(failure.message());
      cluster.log().attemptFailed(unit, timeline.report(failure), why, true);
    }
    List<TaskFile> ordered = new ArrayList<>(tasks);
    ordered.sort(Comparator.comparingLong(TaskFile::startMillis));
    for (TaskFile task : ordered) {
      TaskReport report = timeline.report(task);
      Attempt attempt = new Attempt("", task.task(), task.attempt());
      TaskContext counted = TaskContext.elsewhere(cluster.options(), attempt, Node.elsewhere(), "");
      counted.readCounts(new Input(task.counts()));
      cluster.log().taskCommitted(unit, report, counted);
    }
    cluster.log().unitFinished(unit);
  }

  /** What a task says names the job; what Hadoop says does not. */
  private String named(String message) {
    String job = "job " + cluster.job() + ": ";
    return message.startsWith(job) ? message : job + message + " (" + unit() + ")";
  }

  /** Attempts that have failed, also in jobs that have succeeded; the last tries first. */
  private List<TaskFailure> failures(Job job) throws IOException {
    Map<String, TaskFailure> told =
        TaskFailure.readAll(cluster.files(), folder.failures(), cluster.log()::warn);
    List<TaskFailure> failures = new ArrayList<>(told.values());
    failures.addAll(Diagnostics.failures(job, told.keySet(), startMillis));
    failures.sort(
        Comparator.comparingInt(TaskFailure::attempt)
            .reversed()
            .thenComparingLong(TaskFailure::endMillis));
    return failures;
  }

  /**
   * The job has failed.
   *
   * @param job which
   * @param thrown what its tasks have thrown in this process, the first one first
   * @return says why, for the caller to throw
   */
  JobFailed failure(Job job, List<Throwable> thrown) throws IOException {
    List<TaskFailure> failures = failures(job);
    for (int i = 0; i < failures.size(); i++) {
      TaskFailure failure = failures.get(i);
      if (!failure.map() && reduces == null) {
        reduces = cluster.log().unitStarted(unit("reduce"), round.shuffle().partitions(), false);
      }
      boolean again = i > 0; // the last tries come first
      JobFailed why = new JobFailed(failure.message());
      cluster
          .log()
          .attemptFailed(failure.map() ? maps : reduces, timeline.report(failure), why, again);
    }
    if (failures.isEmpty()) {
      return new JobFailed(
          "job " + cluster.job() + ": " + Diagnostics.of(job) + " (" + unit() + ")");
    }
    Throwable cause = thrown.isEmpty() ? null : thrown.get(0);
    return new JobFailed(named(failures.get(0).message()), cause);
  }
}
