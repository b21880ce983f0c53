package dev.tandem.rdd.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often the stages of a run have begun again, because something that they read or had made was
 * lost: Spark's stage attempts. Thread-safe.
 */
public final class StageAttempts {
  private final Map<String, Integer> repeats = new ConcurrentHashMap<>();

  StageAttempts() {}

  /** A stage begins again. */
  void next(String unit) {
    repeats.merge(unit, 1, Integer::sum);
  }

  /** The attempt that a stage is at, from 0. */
  int of(String unit) {
    return repeats.getOrDefault(unit, 0);
  }
}
