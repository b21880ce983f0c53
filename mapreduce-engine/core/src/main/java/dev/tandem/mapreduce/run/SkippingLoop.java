package dev.tandem.mapreduce.run;

import dev.tandem.contract.plan.StepFailure;
import dev.tandem.mapreduce.plan.LoopTask;
import java.io.IOException;

/**
 * Runs a loop that pulls records, or groups, and hides from it those on which it is known to fail:
 * what {@link SkippingFeed} does where the engine pushes. A failure belongs to what was pulled
 * last. On the first one that is new the attempt is lost; a fresh loop without output goes on
 * behind it to find all others, so that the next attempt succeeds, however many there are. A
 * failure before the first record or behind the last one belongs to none of them and ends the
 * attempt at once.
 */
final class SkippingLoop {
  /** Moves to the next record or group; false behind the last one. */
  @FunctionalInterface
  interface Step<X extends Exception> {
    boolean next() throws X;
  }

  /** The loop; a fresh one at each call. */
  @FunctionalInterface
  interface Loop {
    void run(LoopTask task) throws IOException;
  }

  private final BadRecords bad;
  private final boolean skips;
  private long number;
  private long skipped;
  private boolean pulled;
  private boolean inOutput;

  /**
   * @param bad what is known
   * @param skips whether it is left out, and more is looked for
   */
  SkippingLoop(BadRecords bad, boolean skips) {
    this.bad = bad;
    this.skips = skips;
  }

  /**
   * Moves to the next one that is not known to be bad.
   *
   * @param to moves to the next one
   * @param over is told of each that is left out
   */
  <X extends Exception> boolean next(Step<X> to, Runnable over) throws X {
    pulled = false;
    while (to.next()) {
      if (!skips || !bad.has(number++)) {
        pulled = true;
        return true;
      }
      skipped++;
      over.run();
    }
    return false;
  }

  /**
   * Runs the loop to its end.
   *
   * @throws StepFailure of the first bad one that has not been known, or of none
   * @throws IOException if the storage fails
   */
  void run(Loop loop, LoopTask task) throws IOException {
    StepFailure first = runOnce(loop, task.withOut((key, value) -> passOn(task, key, value)));
    if (first == null) {
      return;
    }
    LoopTask looking = Scopes.looking(task);
    boolean more = true;
    while (more) {
      more = runOnce(loop, looking) != null;
    }
    throw first;
  }

  /** What fails in here is not the loop's fault, nor the record's. */
  private void passOn(LoopTask task, Object key, Object value) {
    inOutput = true;
    task.out().emit(key, value);
    inOutput = false;
  }

  /** Returns what a bad one made the loop throw, or null at its end. */
  private StepFailure runOnce(Loop loop, LoopTask task) throws IOException {
    try {
      loop.run(task);
      return null;
    } catch (StepFailure e) {
      if (!skips || !pulled || inOutput) {
        throw e;
      }
      pulled = false;
      bad.add(number - 1, e);
      return e;
    }
  }

  /** Records or groups that were left out. */
  long skipped() {
    return skipped;
  }

  /** Whether there may be any. */
  boolean skips() {
    return skips;
  }
}
