package dev.tandem.mapreduce.run;

import dev.tandem.cluster.Failures;
import java.util.TreeMap;

/**
 * The records of one slice on which the map function fails: one attempt finds them, the next one
 * leaves them out. Shared by the attempts of a task.
 */
final class BadRecords {
  private final TreeMap<Long, String> reasons = new TreeMap<>();

  /** Whether a record, counted from 0, is known to be bad. */
  synchronized boolean has(long number) {
    return reasons.containsKey(number);
  }

  /** Notes a bad record and what the function threw. */
  synchronized void add(long number, Throwable thrown) {
    reasons.put(number, Failures.describe(thrown));
  }

  /** How many there are. */
  synchronized int count() {
    return reasons.size();
  }

  /** The first one in words; there must be one. */
  synchronized String first() {
    return "the first is record "
        + (reasons.firstKey() + 1)
        + ": "
        + reasons.firstEntry().getValue();
  }
}
