package dev.tandem.mapreduce.shuffle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a reduce task's segments with several threads: Hadoop's {@code Fetcher}s. The first
 * failure ends all of them and is thrown where the task waits.
 */
final class Copier {
  private final CopiedRuns copied;
  private final Arrivals arrivals;
  private final List<Thread> threads = new ArrayList<>();
  private Throwable failure;

  private Copier(CopiedRuns copied, Arrivals arrivals) {
    this.copied = copied;
    this.arrivals = arrivals;
  }

  /**
   * Copies all segments, as they arrive.
   *
   * @param arrivals hands them out
   * @param parallel threads at most
   * @param copied takes the copies
   * @throws RunLost if one cannot be read
   * @throws IOException if the task's own disk fails, or it is stopped
   */
  static void copy(Arrivals arrivals, int parallel, CopiedRuns copied) throws IOException {
    Copier copier = new Copier(copied, arrivals);
    copier.start(Math.min(parallel, arrivals.count()));
    copier.join();
  }

  private void start(int n) {
    String task = Thread.currentThread().getName();
    for (int i = 0; i < n; i++) {
      Thread thread = new Thread(this::copyAll, task + "-fetch" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  private void copyAll() {
    try {
      for (Run run = arrivals.take(); run != null; run = arrivals.take()) {
        copied.copy(run);
      }
    } catch (Throwable anything) {
      fail(anything);
    }
  }

  private synchronized void fail(Throwable thrown) {
    failure = failure == null ? thrown : failure;
    arrivals.close();
    copied.memory().close();
  }

  /** Waits for all threads, also if the task is stopped: nobody writes after it has ended. */
  private void join() throws IOException {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          arrivals.close();
          threads.forEach(Thread::interrupt);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while map outputs were copied");
    }
    rethrow();
  }

  private synchronized void rethrow() throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    } else if (failure != null) {
      throw new IOException(failure.toString(), failure);
    }
  }
}
