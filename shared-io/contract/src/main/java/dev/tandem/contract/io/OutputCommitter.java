package dev.tandem.contract.io;

import java.io.IOException;

/**
 * Makes a run's output visible at once or not at all. Part files are written to a staging folder
 * beside the output; a task's files are promoted when its attempt commits, the first attempt of a
 * task only; the job's commit writes {@code _SUCCESS} and renames the staging folder to the output
 * in one step. Whoever does not hold the output's lock is refused before any task starts.
 *
 * <p>Modelled on Hadoop's {@code FileOutputCommitter}, whose two layouts move files one by one and
 * can leave a part of them behind.
 */
public interface OutputCommitter {
  /**
   * Takes the lock, refuses an existing output (unless it is to be replaced) and prepares the
   * staging folder.
   *
   * @throws IOException if the output exists or is being written by another run; the message says
   *     which and what to do
   */
  void setUpJob() throws IOException;

  /**
   * Where an attempt writes a part file.
   *
   * @param attempt the attempt
   * @param folder the sink's folder below the output, or empty
   * @param file the name of the part file
   * @return a path that belongs to this attempt alone
   */
  String attemptPath(Attempt attempt, String folder, String file);

  /**
   * Promotes the files of an attempt.
   *
   * @return false if another attempt of the same task was committed before; the files of this one
   *     are then dropped
   * @throws IOException if the storage fails
   */
  boolean commitTask(Attempt attempt) throws IOException;

  /** Drops the files of an attempt that failed or was stopped. */
  void abortTask(Attempt attempt) throws IOException;

  /** Makes the output visible. */
  void commitJob() throws IOException;

  /**
   * Removes everything that this run has written, and the lock. Does nothing after {@link
   * #commitJob}.
   */
  void abortJob() throws IOException;
}
