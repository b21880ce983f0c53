package dev.tandem.mapreduce.run;

import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.mapreduce.shuffle.PulledValues;
import java.util.function.UnaryOperator;

/**
 * Passes records to a map function, or groups to a reduce function, and leaves out those on which
 * it is known to fail. On the first failure that is new the attempt is lost, for nobody can take
 * back what the record has emitted before; it goes on without output to find all other bad records
 * of the slice, so that the next attempt succeeds, however many there are.
 */
final class SkippingFeed implements Collector {
  private final BadRecords bad;
  private final UnaryOperator<Collector> opener;
  private final Collector end;
  private Collector function;
  private StepFailure first;
  private boolean inOutput;
  private long number;
  private long skipped;
  private long skippedValues;

  /**
   * @param bad the bad records that are known
   * @param function opens the map function, given what takes its results
   * @param looking opens it for a task that only looks
   * @param output takes the results
   */
  SkippingFeed(
      BadRecords bad,
      UnaryOperator<Collector> function,
      UnaryOperator<Collector> looking,
      Collector output) {
    this.bad = bad;
    this.opener = looking;
    this.end = output;
    this.function = function.apply(this::passOn);
  }

  /** What fails in here is not the map function's fault, nor the record's. */
  private void passOn(Object key, Object value) {
    inOutput = true;
    end.emit(key, value);
    inOutput = false;
  }

  @Override
  public void emit(Object key, Object value) {
    long record = number++;
    if (bad.has(record)) {
      skipped++;
      skippedValues += value instanceof PulledValues values ? values.passOver() : 0;
      return;
    }
    try {
      function.emit(key, value);
    } catch (StepFailure e) {
      if (inOutput) {
        throw e;
      }
      bad.add(record, e);
      first = first == null ? e : first;
      function = opener.apply((k, v) -> {});
    }
  }

  /**
   * To be called behind the last record.
   *
   * @throws StepFailure if a bad record was found that has not been known
   */
  void finish() {
    if (first != null) {
      throw first;
    }
  }

  /** Records that were left out. */
  long skipped() {
    return skipped;
  }

  /** Values of groups that were left out; those of joins and of combiners are not known. */
  long skippedValues() {
    return skippedValues;
  }

  /** Records that were passed on or left out. */
  long records() {
    return number;
  }
}
