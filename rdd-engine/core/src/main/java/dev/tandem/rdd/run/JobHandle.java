package dev.tandem.rdd.run;

import dev.tandem.contract.engine.JobFailed;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A job that runs while its program goes on. Thread-safe.
 *
 * @param <R> the results of its tasks
 */
public final class JobHandle<R> {
  private final int id;
  private final CompletableFuture<List<R>> results;
  private final Runnable cancel;

  JobHandle(int id, CompletableFuture<List<R>> results, Runnable cancel) {
    this.id = id;
    this.results = results;
    this.cancel = cancel;
  }

  /** The number of the job, from 0 in the order in which jobs were started. */
  public int id() {
    return id;
  }

  /** The results of the tasks, in order; ends with the job. To be read, not to be completed. */
  public CompletableFuture<List<R>> future() {
    return results;
  }

  /**
   * Waits for the end.
   *
   * @throws JobFailed if the job failed or was cancelled
   */
  public List<R> get() {
    try {
      return results.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof JobFailed failed) {
        throw failed;
      }
      throw e;
    }
  }

  /** Stops the job: its tasks end soon, other jobs go on. Nothing happens if it has ended. */
  public void cancel() {
    cancel.run();
  }
}
