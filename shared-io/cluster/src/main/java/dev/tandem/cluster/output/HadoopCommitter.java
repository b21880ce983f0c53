package dev.tandem.cluster.output;

import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.OutputCommitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The two layouts of Hadoop's {@code FileOutputCommitter}, to be compared with {@link
 * StagingCommitter}. Both work inside the output folder, visible to all, and both can leave a part
 * of it behind: version 1 if the job's commit, which moves file by file, is interrupted; version 2
 * whenever the job fails after some of its tasks have committed, because their commit already moves
 * to the final place. Only {@code _SUCCESS} tells a reader that an output is complete.
 *
 * <p>An output that is to be replaced is deleted before the run, as Hadoop's users do.
 */
final class HadoopCommitter implements OutputCommitter {
  private static final String TEMPORARY = "/_temporary";

  private final OutputTarget target;
  private final FileStore files;
  private final Step step;
  private final boolean version2;
  private final AttemptFolders attempts;
  private final String tasks;
  private boolean finished = true;

  HadoopCommitter(OutputTarget target, Step step, boolean version2) {
    this.target = target;
    this.files = target.files;
    this.step = step;
    this.version2 = version2;
    this.attempts = new AttemptFolders(target.path + TEMPORARY + "/0" + TEMPORARY);
    this.tasks = version2 ? target.path : target.path + TEMPORARY + "/0/tasks";
  }

  @Override
  public void setUpJob() throws IOException {
    target.acquire();
    finished = false;
    try {
      files.delete(target.path);
      files.createFolder(tasks);
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
      Moves.all(files, attempts.of(attempt), tasks, moved);
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
    if (!version2) {
      step.next();
      Moves.all(files, tasks, target.path, new ArrayList<>());
    }
    step.next();
    files.delete(target.path + TEMPORARY);
    step.next();
    SuccessFile.write(files, target.path);
    finished = true;
    target.release();
  }

  /** Removes the temporary folder; what was moved to its final place stays, as on Hadoop. */
  @Override
  public void abortJob() throws IOException {
    if (!finished) {
      finished = true;
      Undo.all(() -> files.delete(target.path + TEMPORARY), this::deleteIfEmpty, target::release);
    }
  }

  private void deleteIfEmpty() throws IOException {
    if (files.exists(target.path) && files.list(target.path).isEmpty()) {
      files.delete(target.path);
    } else if (files.exists(target.path)) {
      target.log.warn("the output " + target.path + " is incomplete: it has no _SUCCESS");
    }
  }
}
