package dev.tandem.cluster.output;

import dev.tandem.cluster.Failures;
import dev.tandem.cluster.Owner;
import dev.tandem.cluster.RunLog;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;

/**
 * The right to write one output: a file beside it that only one run can create. It holds the name
 * of the process and of the run, so that the lock of a process that was killed can be taken over
 * and what it has left be cleaned up.
 *
 * <p>Taking over: of several rivals only one can create the file that is named after the dead run;
 * only that one may remove the dead lock, after it has seen that it still is the dead one. Then all
 * may try for a new lock.
 */
final class OutputLock {
  private static final int LONGEST = 1000;

  private final FileStore files;
  private final String target;
  private final String path;
  private final String run;
  private final RunLog log;
  private final boolean sync;
  private boolean held;

  /**
   * @param files the storage
   * @param target the output
   * @param path of the lock
   * @param run the name of the run
   * @param log hears of what is left of killed runs
   * @param sync whether the lock is forced to the device: one that is empty after a loss of power
   *     would have to be removed by hand
   */
  OutputLock(FileStore files, String target, String path, String run, RunLog log, boolean sync) {
    this.files = files;
    this.sync = sync;
    this.target = target;
    this.path = path;
    this.run = run;
    this.log = log;
  }

  /**
   * @throws IOException if another run has it; says who
   */
  void acquire() throws IOException {
    if (create() || takeOver() && create()) {
      held = true;
      return;
    }
    throw new IOException("the output " + target + " is being written by another run" + holder());
  }

  private boolean create() throws IOException {
    OutputStream out;
    try {
      out = files.create(path);
    } catch (FileAlreadyExistsException taken) {
      return false;
    }
    try (out) {
      out.write((Owner.current() + " " + run).getBytes(StandardCharsets.UTF_8));
      if (sync) {
        files.sync(path);
      }
    } catch (IOException e) {
      throw Undo.after(Failures.whileWriting(files, path, e), () -> files.delete(path));
    }
    return true;
  }

  /** Who holds it, for the message. */
  private String holder() {
    Optional<Owner> owner = owner(content());
    return owner.map(o -> " (process " + o.pid() + " on " + o.host() + ")").orElse("")
        + "; wait for it, or remove "
        + path
        + " if no run is alive";
  }

  /**
   * What the lock file says; empty if it cannot be read, for instance because it has just been
   * released.
   */
  private String content() {
    try (InputStream in = files.open(path, 0)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }

  private static Optional<Owner> owner(String content) {
    return Owner.parse(content.split(" ", -1)[0]);
  }

  /**
   * Removes the lock of a dead process and what its run has left; false if it is not dead, or if a
   * rival does that.
   */
  private boolean takeOver() throws IOException {
    String content = content();
    String[] words = content.split(" ", -1);
    if (words.length != 2 || owner(content).filter(Owner::dead).isEmpty()) {
      return false;
    }
    String dead = words[1].replaceAll("[^A-Za-z0-9-]", "");
    String claim = OutputTarget.sibling(target, dead + "-takeover");
    try {
      files.create(claim).close();
    } catch (FileAlreadyExistsException rival) {
      return false;
    }
    try {
      if (!content.equals(content())) {
        return false;
      }
      restore(dead);
      files.delete(path);
    } finally {
      files.delete(claim);
    }
    log.warn("took over the output " + target + " from a run that was killed");
    return true;
  }

  /**
   * A run that was killed between putting the old output aside and putting the new one in its
   * place: the old one comes back.
   */
  private void restore(String dead) throws IOException {
    String old = OutputTarget.sibling(target, dead + "-old");
    if (files.exists(old)) {
      if (files.exists(target)) {
        files.delete(old);
      } else {
        files.rename(old, target);
      }
    }
    files.delete(OutputTarget.sibling(target, dead));
  }

  void release() throws IOException {
    if (held) {
      files.delete(path);
      held = false;
    }
  }
}
