package dev.tandem.cluster.output;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Failures;
import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.OutputCommitter;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of a run from the first record to the commit; all engines write through it, so that
 * names, contents and commits agree.
 *
 * <p>Opened with the session: takes the output's lock and refuses an existing output before any
 * task. {@link #prepare} each write, {@link #writer} in each attempt, {@link #commit} once; {@link
 * #close} removes what was not committed.
 *
 * <p>Switches: {@code committer=tandem|hadoop-v1|hadoop-v2}, {@code sync=false} to leave it to the
 * system when files reach the device.
 *
 * <p>An output inside of an input folder is refused before a run is opened; if they meet all the
 * same (by a link, say), nothing of the output can be seen before the commit, and what it replaces
 * is there until all has been read.
 */
public final class OutputStage implements AutoCloseable {
  private static final Attempt COMMIT = new Attempt("commit", 0, 0);

  private final Cluster cluster;
  private final String output;
  private final OutputCommitter committer;
  private final Map<String, Integer> folders = new HashMap<>();
  private final Map<Attempt, List<PartWriter>> parts = new ConcurrentHashMap<>();

  private OutputStage(Cluster cluster, String output, OutputCommitter committer) {
    this.cluster = cluster;
    this.output = output;
    this.committer = committer;
  }

  /**
   * Takes the output of a run. Where the run has none, the stage only refuses writes to files.
   *
   * @throws JobFailed if the output exists or another run writes it
   */
  public static OutputStage open(Cluster cluster) {
    return open(cluster, cluster.options().output());
  }

  /**
   * Takes an output of a run that may have several, one after the other or at the same time.
   *
   * @param output the folder that is to be made; null for none
   * @throws JobFailed if the output exists or another run writes it
   */
  public static OutputStage open(Cluster cluster, String output) {
    RunOptions options = cluster.options();
    if (output == null) {
      return new OutputStage(cluster, null, null);
    }
    try {
      boolean sync = Boolean.parseBoolean(options.conf("sync", "true"));
      OutputTarget target =
          new OutputTarget(options.files(), output, options.overwrite(), cluster.log(), sync);
      OutputCommitter committer = committer(cluster, target);
      committer.setUpJob();
      return new OutputStage(cluster, target.path, committer);
    } catch (IOException e) {
      throw new JobFailed("job " + cluster.job() + ": " + Failures.describe(e), e);
    } catch (IllegalArgumentException e) {
      throw new JobFailed("job " + cluster.job() + ": " + e.getMessage(), e);
    }
  }

  private static OutputCommitter committer(Cluster cluster, OutputTarget target) {
    Step step =
        () -> {
          cluster.faults().hit("job.commit.step", COMMIT);
          cluster.checkNotCancelled();
        };
    String kind = cluster.options().conf("committer", "tandem");
    return switch (kind) {
      case "tandem" -> new StagingCommitter(target, step);
      case "hadoop-v1" -> new HadoopCommitter(target, step, false);
      case "hadoop-v2" -> new HadoopCommitter(target, step, true);
      default ->
          throw new IllegalArgumentException(
              "committer is '" + kind + "', it must be tandem, hadoop-v1 or hadoop-v2");
    };
  }

  /**
   * Notes a write before its tasks run, so that it appears in the report even if it gets no part
   * file.
   *
   * @param write whose destination is a sink
   * @throws JobFailed if the run has no output folder, or another write has the same one
   */
  public void prepare(Operation.Write write) {
    String folder = ((Sink<?>) write.destination()).folder();
    if (committer == null) {
      throw new JobFailed(
          "job "
              + cluster.job()
              + ": '"
              + write.name()
              + "' writes files, but the run has no output folder;"
              + " give one with --output");
    }
    Integer other = folders.putIfAbsent(folder, write.id());
    if (other != null && other != write.id()) {
      throw new JobFailed(
          "job "
              + cluster.job()
              + ": two writes go to "
              + (folder.isEmpty() ? "the same folder" : "the folder " + folder)
              + "; give each its own with args.output(\"name\")");
    }
    cluster
        .log()
        .addOutput(write.id(), write.name(), folder.isEmpty() ? output : output + "/" + folder);
  }

  /**
   * Opens a part file for one attempt. Its name says whether a shuffle decided the partition.
   *
   * @param context the attempt
   * @param write a {@linkplain #prepare prepared} write
   * @param shuffled whether the records' partition comes from a shuffle
   * @param number the number of the partition in plan order
   * @return to be closed by the task behind the last record
   * @throws IOException if the storage fails
   */
  public PartWriter writer(TaskContext context, Operation.Write write, boolean shuffled, int number)
      throws IOException {
    return writer(context, write, "part", shuffled, number);
  }

  /**
   * As above, for files whose names do not begin with {@code part}: Hadoop's named outputs.
   *
   * @param base what the name begins with, also behind folders: {@code errors/part}
   * @throws IllegalArgumentException if the file would not be below the output, or be hidden there:
   *     the names of files that are not for readers begin with an underscore or a dot; or if the
   *     run has no output
   */
  @SuppressWarnings("unchecked") // the plan matches records and sinks
  public PartWriter writer(
      TaskContext context, Operation.Write write, String base, boolean shuffled, int number)
      throws IOException {
    if (committer == null) {
      throw new IllegalArgumentException(
          "'" + base + "' cannot be written: the run has no output folder");
    }
    Sink<Object> sink = (Sink<Object>) write.destination();
    String name = checkedBase(base) + partName(shuffled, number, sink.extension()).substring(4);
    List<PartWriter> ofAttempt =
        parts.computeIfAbsent(context.attempt(), attempt -> register(context));
    PartWriter part =
        new PartWriter(
            context, write, sink, committer.attemptPath(context.attempt(), sink.folder(), name));
    ofAttempt.add(part);
    context.onAccepted(() -> cluster.log().addPart(write.id(), part.digest(), part.bytes()));
    return part;
  }

  /** A part file that another system's task has written and committed. */
  public record Part(Operation.Write write, String name, String path, Digest digest, long bytes) {}

  /**
   * Takes over part files that tasks elsewhere have written: from here on they belong to the run's
   * output like those of {@link #writer}.
   *
   * @param attempt stands for all those tasks: it is committed here
   * @param adopted the files, each under the name that it is to have
   * @throws IOException if the storage fails
   */
  public void adopt(Attempt attempt, List<Part> adopted) throws IOException {
    if (adopted.isEmpty()) {
      return;
    }
    for (Part part : adopted) {
      String folder = ((Sink<?>) part.write().destination()).folder();
      String place = committer.attemptPath(attempt, folder, part.name());
      cluster.files().createFolder(place.substring(0, place.lastIndexOf('/')));
      Moves.rename(cluster.files(), part.path(), place);
    }
    committer.commitTask(attempt);
    adopted.forEach(part -> cluster.log().addPart(part.write().id(), part.digest(), part.bytes()));
  }

  /**
   * A folder in which attempts that run in other processes write files of any name; it is removed
   * with the stage. What they have written becomes a part file by {@link #adopt}.
   *
   * @param write a {@linkplain #prepare prepared} write
   */
  public String foreignFolder(Operation.Write write) {
    return committer.attemptPath(new Attempt("foreign", write.id(), 0), "", "files");
  }

  private static String checkedBase(String base) {
    for (String name : base.split("/", -1)) {
      if (name.isEmpty() || name.startsWith(".") || name.startsWith("_")) {
        throw new IllegalArgumentException(
            "'" + base + "' cannot be the beginning of a path below the output that readers find");
      }
    }
    return base;
  }

  /** {@code part-r-00007.gz}. */
  public static String partName(boolean shuffled, int number, String extension) {
    return String.format(Locale.ROOT, "part-%s-%05d%s", shuffled ? "r" : "m", number, extension);
  }

  /** The part files of one attempt are committed and aborted together. */
  private List<PartWriter> register(TaskContext context) {
    context.onAbort(
        () -> {
          parts.remove(context.attempt());
          committer.abortTask(context.attempt());
        });
    context.onCommit(
        () -> {
          for (PartWriter part : parts.get(context.attempt())) {
            part.checkClosed();
          }
          committer.commitTask(context.attempt());
          parts.remove(context.attempt());
        });
    return new ArrayList<>();
  }

  /**
   * Makes the output visible, unless the run is cancelled before the last step.
   *
   * @throws JobFailed if the storage fails, or the run is cancelled; nothing is visible then
   */
  public void commit() {
    if (committer != null) {
      commitJob();
    }
  }

  private void commitJob() {
    try {
      committer.commitJob();
    } catch (JobFailed cancelled) {
      throw Undo.after(cancelled, committer::abortJob);
    } catch (IOException | RuntimeException e) {
      JobFailed failure =
          new JobFailed(
              "job " + cluster.job() + ": cannot commit " + output + ": " + Failures.describe(e),
              e);
      throw Undo.after(failure, committer::abortJob);
    }
  }

  /** Removes what was not committed, and the lock. What cannot be removed is a warning. */
  @Override
  public void close() {
    if (committer == null) {
      return;
    }
    try {
      committer.abortJob();
    } catch (IOException e) {
      cluster
          .log()
          .warn("cannot remove what was written for " + output + ": " + Failures.describe(e));
    }
  }
}
