package dev.tandem.mapreduce.shuffle;

import java.io.IOException;

/**
 * Spills beside the mapper, one spill at a time: Hadoop's {@code SpillThread}. What goes wrong
 * there is thrown where the mapper waits. Used by the thread of the task.
 */
final class SpillThread {
  /** A spill. */
  @FunctionalInterface
  interface Work {
    /**
     * @throws IOException if the storage fails
     */
    void run() throws IOException;
  }

  private Thread thread;
  private Throwable failure;

  /** Begins; {@link #await} must have been called for the spill before. */
  void start(Work work) {
    String name = Thread.currentThread().getName() + "-spill";
    thread = new Thread(() -> attempt(work), name);
    thread.setDaemon(true);
    thread.start();
  }

  private void attempt(Work work) {
    try {
      work.run();
    } catch (Throwable anything) {
      failure = anything;
    }
  }

  /**
   * Waits for the spill that was begun last, if there is one.
   *
   * @throws IOException if it failed for that
   */
  void await() throws IOException {
    if (thread == null) {
      return;
    }
    join();
    thread = null;
    Throwable thrown = failure;
    failure = null;
    if (thrown instanceof IOException e) {
      throw e;
    } else if (thrown instanceof RuntimeException e) {
      throw e;
    } else if (thrown instanceof Error e) {
      throw e;
    }
  }

  /**
   * A spill looks itself whether its task was stopped: it ends soon then, and nobody may delete its
   * file before.
   */
  private void join() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until nothing is written any more, whatever became of it. */
  void end() {
    if (thread != null) {
      join();
      thread = null;
    }
  }
}
