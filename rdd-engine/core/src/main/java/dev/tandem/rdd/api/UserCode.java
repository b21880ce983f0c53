package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.contract.plan.TaskScope;
import dev.tandem.contract.plan.TaskStopped;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * No twin of UserCode of the MapReduce engine: here functions are copied, there classes are made
 * anew in each task.
 *
 * <p>A function that an action runs in its tasks: checked and copied when the action is called, as
 * functions of transformations are, so that a task works on its own copy and a failure names the
 * action.
 *
 * @param <F> the function
 */
final class UserCode<F> {
  /** What may throw. */
  interface Body {
    void run() throws Exception;
  }

  private final String action;
  private final Closure<F> closure;

  private UserCode(String action, Closure<F> closure) {
    this.action = action;
    this.closure = closure;
  }

  /**
   * @throws IllegalArgumentException if the function is not serialisable; names what it captures
   * @throws NullPointerException if there is none
   */
  static <F> UserCode<F> of(String action, F function) {
    return new UserCode<>(action, Closure.of(action, given(action, function)));
  }

  /**
   * Checks a function when the verb is called: else a task would be the first to miss it.
   *
   * @param verb for the message
   * @throws NullPointerException if it is null
   */
  static <F> F given(String verb, F function) {
    return Objects.requireNonNull(function, () -> verb + ": the function is null");
  }

  /** A task's own copy. */
  F open() {
    return closure.open(new NoHandles(action));
  }

  void run(Body body) {
    call(
        () -> {
          body.run();
          return null;
        });
  }

  /** Runs the function; what it throws is a failure of the action. */
  <R> R call(Callable<R> body) {
    return call(action, body);
  }

  /** Runs what calls a user's function, on the driver say: a failure names the action. */
  static <R> R call(String action, Callable<R> body) {
    try {
      return body.call();
    } catch (StepFailure | TaskStopped | StorageFailure e) {
      throw e;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      throw new StepFailure(action, String.valueOf(e), e);
    }
  }

  /** The handles of the contract's flows have no meaning here. */
  record NoHandles(String action) implements TaskScope {
    @Override
    public Counter counter(String name) {
      throw new IllegalStateException(
          action + ": use an accumulator of the context, not a counter");
    }

    @Override
    public Broadcast<?> broadcast(int id) {
      throw new IllegalStateException(action + ": use a broadcast of the context");
    }
  }
}
