package dev.tandem.mapreduce.api;

/**
 * Runs several pieces of work, whatever fails: the first failure is thrown with all others in it.
 */
final class FirstFailure {
  /** Something that may fail. */
  @FunctionalInterface
  interface Work {
    void run() throws InterruptedException;
  }

  private Throwable first;

  /** Runs one; keeps what it throws. */
  void run(Work work) {
    try {
      work.run();
    } catch (RuntimeException | Error | InterruptedException e) {
      if (first == null) {
        first = e;
      } else if (first != e) {
        first.addSuppressed(e);
      }
    }
  }

  /** Whether nothing has failed so far. */
  boolean none() {
    return first == null;
  }

  /** Throws what was kept, if anything was. */
  void rethrow() throws InterruptedException {
    if (first instanceof RuntimeException e) {
      throw e;
    } else if (first instanceof Error e) {
      throw e;
    } else if (first instanceof InterruptedException e) {
      throw e;
    }
  }
}
