package dev.tandem.cluster.output;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.OutputCommitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All or nothing: task commits promote files inside a hidden staging folder, and the job's commit
 * makes the whole folder visible with one rename, whatever the number of files. Before it nothing
 * can be seen, after it everything is there and on the device.
 *
 * <pre>
 * .OUT.tandem-RUN/attempts/unit0-task3-attempt0/part-m-00003     while the attempt runs
 * .OUT.tandem-RUN/data/part-m-00003                              after the task's commit
 * OUT/part-m-00003                                               after the job's commit
 * </pre>
 */
final class StagingCommitter implements OutputCommitter {
  private final OutputTarget target;
  private final FileStore files;
  private final Step step;
  private final boolean sync;
  private List<String> parents = List.of();
  private final AttemptFolders attempts;
  private final String data;
  private boolean finished = true;

  /**
   * @param target what is to be made
   * @param step passed before each step of the job's commit
   */
  StagingCommitter(OutputTarget target, Step step) {
    this.target = target;
    this.files = target.files;
    this.step = step;
    this.sync = target.sync;
    this.attempts = new AttemptFolders(target.staging + "/attempts");
    this.data = target.staging + "/data";
  }

  @Override
  public void setUpJob() throws IOException {
    parents = parents();
    target.acquire();
    finished = false;
    try {
      files.createFolder(data);
    } catch (IOException e) {
      throw Undo.after(e, this::abortJob);
    }
  }

  @Override
  public String attemptPath(Attempt attempt, String folder, String file) {
    return attempts.of(attempt) + "/" + (folder.isEmpty() ? "" : folder + "/") + file;
  }

  @Override
  public boolean commitTask(Attempt attempt) throws IOException {
    if (!attempts.claim(attempt)) {
      abortTask(attempt);
      return false;
    }
    List<String> moved = new ArrayList<>();
    try {
      // The job's commit syncs all of it again; what tasks have written to the device while others
      // worked is no work for it.
      if (sync && files.exists(attempts.of(attempt))) {
        Moves.sync(files, attempts.of(attempt));
      }
      Moves.all(files, attempts.of(attempt), data, moved);
    } catch (IOException e) {
      IOException failure = Undo.after(e, () -> Moves.deleteAll(files, moved));
      attempts.unclaim(attempt);
      throw failure;
    }
    return true;
  }

  @Override
  public void abortTask(Attempt attempt) throws IOException {
    files.delete(attempts.of(attempt));
  }

  @Override
  public void commitJob() throws IOException {
    step.next();
    files.delete(attempts.root());
    step.next();
    SuccessFile.write(files, data);
    if (sync) {
      step.next();
      Moves.sync(files, data);
    }
    step.next();
    boolean replaces = target.overwrite && files.exists(target.path);
    if (replaces) {
      Moves.rename(files, target.path, target.old);
    }
    try {
      step.next();
      Moves.rename(files, data, target.path);
    } catch (IOException | RuntimeException e) {
      if (replaces) {
        Undo.after(e, () -> Moves.rename(files, target.old, target.path));
      }
      throw e;
    }
    finished = true;
    afterwards(this::syncParents, "that it survives a loss of power is not certain");
    afterwards(this::tidy, "not all could be tidied up");
  }

  /** The output is there: what fails from here on must not make the run look failed. */
  private void afterwards(TaskContext.Action action, String but) {
    try {
      action.run();
    } catch (IOException e) {
      target.log.warn(
          "the output " + target.path + " is complete, but " + but + ": " + e.getMessage());
    }
  }

  private void tidy() throws IOException {
    Undo.all(() -> files.delete(target.old), () -> files.delete(target.staging), target::release);
  }

  /** The folders that get a new entry: the output's own, and those above it that are not there. */
  private List<String> parents() throws IOException {
    List<String> folders = new ArrayList<>();
    String folder = target.path;
    do {
      folder = parent(folder);
      folders.add(folder);
    } while (!files.exists(folder));
    return folders;
  }

  /** The folder above; above what lies in a root, the root: {@code /} or {@code hdfs://host/}. */
  static String parent(String path) {
    int scheme = path.indexOf("://");
    int root = scheme < 0 ? path.indexOf('/') == 0 ? 0 : -1 : path.indexOf('/', scheme + 3);
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return ".";
    }
    return path.substring(0, slash <= root ? root + 1 : slash);
  }

  private void syncParents() throws IOException {
    if (sync) {
      for (String folder : parents) {
        files.sync(folder);
      }
    }
  }

  @Override
  public void abortJob() throws IOException {
    if (!finished) {
      finished = true;
      Undo.all(() -> files.delete(target.staging), target::release);
    }
  }
}
