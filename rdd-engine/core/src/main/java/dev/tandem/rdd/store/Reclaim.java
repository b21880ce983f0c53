package dev.tandem.rdd.store;

import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.lang.ref.Cleaner;

/**
 * What is done when a program can no longer reach something: what was published, kept or spilled
 * for it goes, so that a context can run any number of jobs. The idea is that of Spark's
 * ContextCleaner.
 */
public final class Reclaim {
  private static final Cleaner CLEANER = Cleaner.create();

  private Reclaim() {}

  /**
   * Registers what is done, some time after an object has become unreachable, on a thread that all
   * runs share.
   *
   * @param gone the object
   * @param action must not refer to it
   */
  public static void after(Object gone, Runnable action) {
    CLEANER.register(gone, action);
  }

  /** Deletes a file that nobody can reach; it may be gone with its node or with the run. */
  @SuppressWarnings("EmptyCatch") // the folder goes with the run at the latest
  public static void delete(FileStore files, String path) {
    try {
      files.delete(path);
    } catch (IOException | RuntimeException alreadyGone) {
      // with its node
    }
  }
}
