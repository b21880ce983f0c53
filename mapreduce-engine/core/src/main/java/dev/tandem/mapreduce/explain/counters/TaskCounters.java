package dev.tandem.mapreduce.explain.counters;

import dev.tandem.cluster.FileTraffic;
import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.Measure;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The task counters of one attempt, or of all tasks of a round. What was not observed is missing,
 * which is not the same as 0. Not thread-safe.
 */
public final class TaskCounters {
  private final Map<TaskCounter, Long> amounts = new EnumMap<>(TaskCounter.class);

  /** By scheme, in upper case. */
  private final Map<String, Map<FileSystemCounter, Long>> files = new TreeMap<>();

  /** Adds to a counter; for a peak, raises it. */
  public void add(TaskCounter counter, long amount) {
    amounts.merge(counter, amount, counter.isPeak() ? Math::max : Long::sum);
  }

  /** Adds all counters of another sheet. */
  public void add(TaskCounters other) {
    other.amounts.forEach(this::add);
    other.files.forEach(
        (scheme, numbers) -> numbers.forEach((counter, n) -> add(scheme, counter, n)));
  }

  /** Adds what was read from the files of each scheme and written to them. */
  public void add(Map<String, FileTraffic> traffic) {
    traffic.forEach(
        (scheme, numbers) -> {
          for (FileSystemCounter counter : FileSystemCounter.values()) {
            add(scheme.toUpperCase(Locale.ROOT), counter, counter.of(numbers));
          }
        });
  }

  private void add(String scheme, FileSystemCounter counter, long amount) {
    files
        .computeIfAbsent(scheme, any -> new EnumMap<>(FileSystemCounter.class))
        .merge(counter, amount, Long::sum);
  }

  /** Takes over what the ledger of an attempt has counted. */
  public void add(TaskCounter counter, Ledger ledger, Measure measure) {
    add(counter, ledger.get(measure));
  }

  /** The amount of a counter; 0 if nothing was counted. */
  public long get(TaskCounter counter) {
    return amounts.getOrDefault(counter, 0L);
  }

  /** What was counted of files, by scheme in upper case ({@code FILE}); unmodifiable. */
  public Map<String, Map<FileSystemCounter, Long>> files() {
    return Collections.unmodifiableMap(files);
  }

  /** What was counted, in Hadoop's order; unmodifiable. */
  public Map<TaskCounter, Long> toMap() {
    return Collections.unmodifiableMap(amounts);
  }
}
