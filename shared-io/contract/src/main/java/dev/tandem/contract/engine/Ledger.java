package dev.tandem.contract.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A sheet of {@link Measure}s: one per task attempt, added up per round or stage and per run.
 * Thread-safe.
 */
public final class Ledger {
  private final AtomicLongArray amounts = new AtomicLongArray(Measure.values().length);

  /** Adds to a measure. Inner loops count in a local variable and add once. */
  public void add(Measure measure, long amount) {
    amounts.addAndGet(measure.ordinal(), amount);
  }

  /** Adds all measures of another sheet. */
  public void add(Ledger other) {
    for (Measure measure : Measure.values()) {
      add(measure, other.get(measure));
    }
  }

  /** The amount of one measure. */
  public long get(Measure measure) {
    return amounts.get(measure.ordinal());
  }

  /** All amounts, in the order of {@link Measure}. */
  public Map<Measure, Long> toMap() {
    Map<Measure, Long> map = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      map.put(measure, get(measure));
    }
    return Collections.unmodifiableMap(map);
  }

  /**
   * Checks the laws of conservation, for callers that do not know what tasks that ran again have
   * published: where there are some, what was fetched is not looked at.
   *
   * @return one sentence for each violated law; empty where the books balance
   */
  public List<String> check() {
    return get(Measure.RECOMPUTED_TASKS) > 0 ? check(Long.MIN_VALUE, Long.MAX_VALUE) : check(0, 0);
  }

  /**
   * Checks the laws of conservation. What is fetched is what was published first, up to what tasks
   * that ran again have published instead: their combiner may have been called at other places.
   *
   * @param least by how much fetched records may exceed published ones at least; 0 or negative
   * @param most by how much at most; 0 where no task has left more records when it ran again
   * @return one sentence for each violated law; empty where the books balance
   */
  public List<String> check(long least, long most) {
    List<String> violations = new ArrayList<>();
    long combinedAway = get(Measure.COMBINE_INPUT_RECORDS) - get(Measure.COMBINE_OUTPUT_RECORDS);
    long expected = get(Measure.MAP_OUTPUT_RECORDS) - combinedAway;
    if (get(Measure.SHUFFLE_RECORDS) != expected) {
      violations.add(
          "shuffle records are "
              + get(Measure.SHUFFLE_RECORDS)
              + ", but map output "
              + get(Measure.MAP_OUTPUT_RECORDS)
              + " less "
              + combinedAway
              + " combined away is "
              + expected);
    }
    long published = get(Measure.SHUFFLE_RECORDS);
    long excess = get(Measure.FETCHED_RECORDS) - published;
    if (excess < least || excess > most) {
      violations.add(
          "fetched records are "
              + get(Measure.FETCHED_RECORDS)
              + ", but "
              + published
              + " were published"
              + (least == 0 && most == 0 ? "" : between(least, most)));
    }
    return violations;
  }

  private static String between(long least, long most) {
    return ", and tasks that ran again explain a difference from "
        + least
        + " to "
        + most
        + " only";
  }
}
