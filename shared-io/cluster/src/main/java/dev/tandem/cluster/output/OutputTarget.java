package dev.tandem.cluster.output;

import dev.tandem.cluster.RunLog;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The folder that a run is to create, with the names of its hidden siblings: they are on the same
 * storage, so that a rename is atomic, and readers of the parent folder skip them.
 */
final class OutputTarget {
  private static final AtomicLong RUNS = new AtomicLong();

  final FileStore files;
  final String path;
  final String staging;
  final String old;
  final boolean overwrite;
  final RunLog log;
  final boolean sync;
  private final OutputLock lock;

  /**
   * @param files the storage
   * @param output the folder, absolute or relative
   * @param overwrite whether an existing one is replaced
   * @param log hears of what is left of killed runs
   * @param sync whether files are forced to the device
   */
  OutputTarget(FileStore files, String output, boolean overwrite, RunLog log, boolean sync) {
    this.files = files;
    this.path = clean(output);
    this.overwrite = overwrite;
    this.log = log;
    this.sync = sync;
    String run = runName();
    this.staging = sibling(path, run);
    this.old = sibling(path, run + "-old");
    this.lock = new OutputLock(files, path, sibling(path, "lock"), run, log, sync);
  }

  private static String clean(String output) {
    String path = output;
    while (path.length() > 1 && path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          "'" + output + "' cannot be an output: give the name of a new folder");
    }
    return path;
  }

  /** Unique among all runs of all processes that can see the folder, without asking a clock. */
  private static String runName() {
    long random = new java.security.SecureRandom().nextLong();
    return String.format(Locale.ROOT, "%016x-%d", random, RUNS.getAndIncrement());
  }

  /** {@code .NAME.tandem-WHAT} beside the folder. */
  static String sibling(String path, String what) {
    int slash = path.lastIndexOf('/');
    return path.substring(0, slash + 1) + "." + path.substring(slash + 1) + ".tandem-" + what;
  }

  /** Takes the lock, then refuses an existing output unless it is to be replaced. */
  void acquire() throws IOException {
    lock.acquire();
    boolean accepted = false;
    try {
      if (files.exists(path)) {
        refuse();
      }
      accepted = true;
    } finally {
      if (!accepted) {
        lock.release();
      }
    }
  }

  /** Replaces only what a run has written: a mistyped path must not cost anybody their files. */
  private void refuse() throws IOException {
    if (!overwrite) {
      throw new IOException(
          "the output "
              + path
              + " exists already; remove it, choose another one, or have the run overwrite it");
    }
    if (!isOutput()) {
      throw new IOException(
          "the output "
              + path
              + " exists and was not written by a run (it is not empty and has no "
              + SuccessFile.NAME
              + "), so no run overwrites it; remove it yourself or choose another one");
    }
  }

  private boolean isOutput() throws IOException {
    return files.info(path).directory()
        && (files.list(path).isEmpty() || files.exists(path + "/" + SuccessFile.NAME));
  }

  void release() throws IOException {
    lock.release();
  }
}
