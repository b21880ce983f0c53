package dev.tandem.mapreduce.api;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;

/**
 * The counters of one group at the end of a job.
 *
 * @param name {@code org.apache.hadoop.mapreduce.TaskCounter}, or what the job's code has said
 * @param displayName what is printed: {@code Map-Reduce Framework}
 * @param counters by name, in the order in which they are printed
 */
public record CounterGroup(String name, String displayName, Map<String, Counter> counters)
    implements Iterable<Counter> {
  /** Makes the map unmodifiable. */
  public CounterGroup {
    counters = Collections.unmodifiableMap(counters);
  }

  /** The counter of this name; one that is 0 if nothing was counted. */
  public Counter findCounter(String counter) {
    Counter found = counters.get(counter);
    return found == null ? new Total(counter, counter, 0) : found;
  }

  /** The number of counters. */
  public int size() {
    return counters.size();
  }

  @Override
  public Iterator<Counter> iterator() {
    return counters.values().iterator();
  }

  /** A sum over all tasks, which nobody changes any more. */
  record Total(String getName, String getDisplayName, long getValue) implements Counter {
    @Override
    public void setValue(long value) {
      throw new UnsupportedOperationException("the job has ended: its counters cannot change");
    }

    @Override
    public void increment(long amount) {
      setValue(0);
    }
  }
}
