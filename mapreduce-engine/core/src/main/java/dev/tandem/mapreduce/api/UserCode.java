package dev.tandem.mapreduce.api;

import dev.tandem.contract.plan.StepFailure;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.contract.plan.TaskStopped;
import java.util.Set;

/**
 * No twin of the RDD engine's {@code UserCode}: here classes are made anew in each task, there
 * functions are copied.
 *
 * <p>What the job's own classes throw, under their names.
 */
final class UserCode {
  private static final int DEEPEST = 50;
  private static final Set<String> METHODS =
      Set.of("setup", "map", "reduce", "cleanup", "getPartition", "compare", "close");

  private UserCode() {}

  /**
   * The failure of a task, or what the engine itself has thrown, if user code has only passed it
   * on.
   *
   * @param type the user's class
   * @param method that has failed, unless the stack says better
   */
  static RuntimeException failed(Class<?> type, String method, Throwable thrown) {
    RuntimeException signal = signalIn(thrown);
    if (signal != null) {
      return signal;
    }
    String step = type.getName() + "." + methodIn(type, method, thrown);
    return new StepFailure(step, String.valueOf(thrown), thrown);
  }

  /**
   * Calls user code; whatever it throws becomes {@link #failed}.
   *
   * @param type the user's class
   * @param method that is called
   */
  static void call(Class<?> type, String method, TaskState.Loop code) throws InterruptedException {
    try {
      code.run();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      throw failed(type, method, e);
    }
  }

  /** The engine's own signal that {@code thrown} is, or that it was wrapped into; or null. */
  static RuntimeException signalIn(Throwable thrown) {
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (at instanceof StepFailure || at instanceof TaskStopped || at instanceof StorageFailure) {
        return (RuntimeException) at;
      }
      at = at.getCause();
    }
    return null;
  }

  private static String methodIn(Class<?> type, String otherwise, Throwable thrown) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
        if (frame.getClassName().equals(at.getName()) && METHODS.contains(frame.getMethodName())) {
          return frame.getMethodName();
        }
      }
    }
    return otherwise;
  }
}
