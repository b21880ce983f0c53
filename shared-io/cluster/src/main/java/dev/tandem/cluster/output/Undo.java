package dev.tandem.cluster.output;

import dev.tandem.cluster.TaskContext.Action;
import java.io.IOException;

/**
 * Cleaning up when something has failed: everything is tried, and the first failure stays the
 * first.
 */
final class Undo {
  private Undo() {}

  /** Runs all actions, then throws the first failure with the others attached. */
  static void all(Action... actions) throws IOException {
    IOException first = null;
    for (Action action : actions) {
      try {
        action.run();
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /**
   * Undoes what was done before {@code failure}; returns it, with what went wrong on the way
   * attached.
   */
  static <E extends Exception> E after(E failure, Action undo) {
    try {
      undo.run();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
