package dev.tandem.rdd.api;

import dev.tandem.contract.engine.JobFailed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is known of a result when the time that one would wait for it is over; the job goes on and
 * its end can be waited for. Spark's PartialResult. Thread-safe.
 *
 * @param <R> the result
 */
public final class PartialResult<R> {
  private final R initialValue;
  private final boolean initialValueFinal;
  private final CompletableFuture<R> finalValue;

  PartialResult(R initialValue, boolean initialValueFinal, CompletableFuture<R> finalValue) {
    this.initialValue = initialValue;
    this.initialValueFinal = initialValueFinal;
    this.finalValue = finalValue;
  }

  /** What was known when the time was over, or the job had ended. */
  public R initialValue() {
    return initialValue;
  }

  /** Whether the job had ended by then. */
  public boolean isInitialValueFinal() {
    return initialValueFinal;
  }

  /**
   * Waits for the end of the job.
   *
   * @throws JobFailed if it has failed or was cancelled
   */
  public R getFinalValue() {
    try {
      return finalValue.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof JobFailed failed) {
        throw failed;
      }
      throw e;
    }
  }

  /**
   * Calls somebody with the final value when it is there: on the thread of the job, or at once.
   *
   * @param handler what it throws is its own trouble
   * @return this
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  public PartialResult<R> onComplete(Consumer<? super R> handler) {
    finalValue.thenAccept(handler);
    return this;
  }

  /**
   * Calls somebody if the job fails: on the thread of the job, or at once.
   *
   * @param handler what it throws is its own trouble
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  public void onFail(Consumer<? super Throwable> handler) {
    finalValue.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            handler.accept(failure instanceof CompletionException ? failure.getCause() : failure);
          }
        });
  }

  /** The same of another result that is made of this one. */
  public <T> PartialResult<T> map(Function<? super R, ? extends T> f) {
    return new PartialResult<>(f.apply(initialValue), initialValueFinal, finalValue.thenApply(f));
  }

  /** {@code (partial: …)} or {@code (final: …)}. */
  @Override
  public String toString() {
    boolean ended = finalValue.isDone() && !finalValue.isCompletedExceptionally();
    return ended ? "(final: " + finalValue.join() + ")" : "(partial: " + initialValue + ")";
  }
}
