package dev.tandem.rdd.api;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/**
 * An action that runs while its program goes on: Spark's JavaFutureAction. Waiting for one that has
 * failed throws an ExecutionException with the {@link dev.tandem.contract.engine.JobFailed} as the
 * cause.
 *
 * @param <T> the result
 */
public final class FutureAction<T> extends CompletableFuture<T> {
  private static final ThreadLocal<FutureAction<?>> CURRENT = new ThreadLocal<>();

  private final List<Integer> jobs = new CopyOnWriteArrayList<>();

  /** Its first job has started, or it has ended without one. */
  private final CountDownLatch begun = new CountDownLatch(1);

  private final IntConsumer canceller;

  private FutureAction(IntConsumer canceller) {
    this.canceller = canceller;
  }

  /**
   * Starts an action on a thread of its own, and waits for its job to start: as in Spark, whoever
   * cancels jobs afterwards means this one too.
   *
   * @param canceller stops a job
   */
  static <T> FutureAction<T> start(String action, IntConsumer canceller, Callable<T> body) {
    FutureAction<T> future = new FutureAction<>(canceller);
    Thread thread = new Thread(() -> future.run(body), "tandem-" + action);
    thread.setDaemon(true);
    thread.start();
    try {
      future.begun.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the action goes on, as for whoever waits for its end
    }
    return future;
  }

  private void run(Callable<T> body) {
    CURRENT.set(this);
    try {
      complete(body.call());
    } catch (Throwable e) { // whoever waits gets it
      completeExceptionally(e);
    } finally {
      CURRENT.remove();
      begun.countDown();
    }
  }

  /** A job has started on this thread: it belongs to the action that the thread runs, if any. */
  static void jobStarted(int id) {
    FutureAction<?> action = CURRENT.get();
    if (action != null) {
      action.jobs.add(id);
      if (action.isCancelled()) {
        action.canceller.accept(id);
      }
      action.begun.countDown();
    }
  }

  /** The numbers of its jobs so far: one at least, unless the action needs none. */
  public List<Integer> jobIds() {
    return List.copyOf(jobs);
  }

  /** Stops its jobs; other jobs go on. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    jobs.forEach(canceller::accept);
    return cancelled;
  }
}
