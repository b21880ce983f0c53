package dev.tandem.cluster;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ObjIntConsumer;

/**
 * The tasks of a round's phase or of a stage, to be run by {@link Cluster#run}.
 *
 * @param unit how reports and errors call it: {@code round 1 map: counts}, {@code stage 2: counts};
 *     unique in the run
 * @param tasks in order
 * @param accepted is told the result and the number of each task once, when its first attempt has
 *     been committed: in the order of completion, on the thread that called {@link Cluster#run}; of
 *     null for a task that was given up ({@link TaskPolicy#failedPercent})
 * @param enough asked after each accepted task; once true, the other tasks are stopped, their
 *     results are null, and the ledger does not know them
 * @param lost restores lost inputs, or null if tasks have none
 * @param recompute whether these tasks ran before and what they produced was lost: the ledger then
 *     only counts how many they are
 * @param policy how they are scheduled
 * @param <R> the results
 */
public record TaskSet<R>(
    String unit,
    List<? extends Task<R>> tasks,
    ObjIntConsumer<? super R> accepted,
    BooleanSupplier enough,
    FetchFailureHandler lost,
    boolean recompute,
    TaskPolicy policy) {

  /** Copies the list. */
  public TaskSet {
    tasks = List.copyOf(tasks);
  }

  /** Tasks that must all be run. */
  public static <R> TaskSet<R> of(String unit, List<? extends Task<R>> tasks) {
    return new TaskSet<>(
        unit, tasks, (result, number) -> {}, () -> false, null, false, TaskPolicy.DEFAULT);
  }

  /** With a listener to accepted results. */
  public TaskSet<R> onAccepted(ObjIntConsumer<? super R> listener) {
    return new TaskSet<>(unit, tasks, listener, enough, lost, recompute, policy);
  }

  /** With a condition under which the other tasks need not run. */
  public TaskSet<R> stopWhen(BooleanSupplier condition) {
    return new TaskSet<>(unit, tasks, accepted, condition, lost, recompute, policy);
  }

  /** With somebody who restores lost inputs. */
  public TaskSet<R> onFetchFailure(FetchFailureHandler handler) {
    return new TaskSet<>(unit, tasks, accepted, enough, handler, recompute, policy);
  }

  /** As tasks that are run again because what they had produced was lost. */
  public TaskSet<R> recomputing() {
    return new TaskSet<>(unit, tasks, accepted, enough, lost, true, policy);
  }

  /** Scheduled otherwise. */
  public TaskSet<R> scheduled(TaskPolicy other) {
    return new TaskSet<>(unit, tasks, accepted, enough, lost, recompute, other);
  }

  /** The number in its unit of the task at {@code place}. */
  public int number(int place) {
    int number = tasks.get(place).number();
    return number < 0 ? place : number;
  }
}
