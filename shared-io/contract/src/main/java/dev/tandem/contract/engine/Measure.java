package dev.tandem.contract.engine;

import java.util.Locale;

/**
 * The quantities that every engine counts in the same words. They are summed over the <b>first
 * committed attempt</b> of each task; work that was done again is counted by the recovery measures
 * only.
 *
 * <p><b>Laws</b>, checked after every run ({@link Ledger#check}): shuffle records = map output
 * records - (combine input - combine output), summed over all combine passes on the map side;
 * records fetched = records published.
 */
public enum Measure {
  /**
   * Records read from sources; what is looked at only to find the bounds of a sort is not counted.
   */
  INPUT_RECORDS("records read", Unit.COUNT),
  /**
   * Bytes read from sources, as they are stored (compressed bytes where the file is compressed);
   * again without samples for the bounds of a sort.
   */
  INPUT_BYTES("bytes read", Unit.BYTES),
  /** Records that entered a shuffle before any combining: Hadoop's MAP_OUTPUT_RECORDS. */
  MAP_OUTPUT_RECORDS("records emitted", Unit.COUNT),
  /** Records that went into map-side combining, over all its passes. */
  COMBINE_INPUT_RECORDS("records into combine", Unit.COUNT),
  /** Records that came out of map-side combining, over all its passes. */
  COMBINE_OUTPUT_RECORDS("records out of combine", Unit.COUNT),
  /** Records that left the map side of a shuffle. */
  SHUFFLE_RECORDS("records shuffled", Unit.COUNT),
  /** Encoded bytes that left the map side of a shuffle; 0 where references were handed over. */
  SHUFFLE_BYTES("bytes shuffled", Unit.BYTES),
  /** Heap bytes of shuffle data that was handed over as references: an estimate. */
  SHUFFLE_HEAP_BYTES("heap shuffled (estimate)", Unit.BYTES),
  /** Records that the reduce side of a shuffle took in; equals {@link #SHUFFLE_RECORDS}. */
  FETCHED_RECORDS("records fetched", Unit.COUNT),
  /** Distinct keys that the reduce side of a shuffle handed on: Hadoop's REDUCE_INPUT_GROUPS. */
  GROUPS("groups", Unit.COUNT),
  /**
   * Records written to local disk by sorting, merging and overflow, each time they are written:
   * Hadoop's SPILLED_RECORDS.
   */
  SPILLED_RECORDS("records spilled", Unit.COUNT),
  /** Bytes written to local disk by sorting, merging and overflow. */
  SPILLED_BYTES("bytes spilled", Unit.BYTES),
  /** Records written to files only to be read by a later round. */
  MATERIALIZED_RECORDS("records materialised", Unit.COUNT),
  /** Bytes written to files only to be read by a later round. */
  MATERIALIZED_BYTES("bytes materialised", Unit.BYTES),
  /** Bytes read back from such files. */
  REREAD_BYTES("bytes read back", Unit.BYTES),
  /** Partitions that were put into memory by {@code reuse()}. */
  CACHED_PARTITIONS("partitions cached", Unit.COUNT),
  /** Heap bytes of these partitions: an estimate. */
  CACHED_BYTES("bytes kept in memory (estimate)", Unit.BYTES),
  /** Partitions that were found in memory instead of being computed. */
  CACHE_HITS("partitions found in memory", Unit.COUNT),
  /** Partitions that were dropped from memory to make room. */
  EVICTED_PARTITIONS("partitions evicted", Unit.COUNT),
  /** Records written to sinks. */
  OUTPUT_RECORDS("records written", Unit.COUNT),
  /** Bytes written to sinks, as they are stored. */
  OUTPUT_BYTES("bytes written", Unit.BYTES),
  /** Tasks that were run (first attempts). */
  TASKS("tasks", Unit.COUNT),
  /** Rounds (MapReduce) or stages (RDD) that were run. */
  UNITS("rounds or stages", Unit.COUNT),
  /** Attempts that failed. */
  FAILED_ATTEMPTS("attempts failed", Unit.COUNT),
  /** Tasks that were run again because what they had produced was lost. */
  RECOMPUTED_TASKS("tasks recomputed", Unit.COUNT);

  /** What a measure is counted in. */
  public enum Unit {
    /** Things. */
    COUNT,
    /** Bytes. */
    BYTES
  }

  private final String label;
  private final Unit unit;

  Measure(String label, Unit unit) {
    this.label = label;
    this.unit = unit;
  }

  /** What tables call it. */
  public String label() {
    return label;
  }

  /** What it is counted in. */
  public Unit unit() {
    return unit;
  }

  /** The name in JSON: {@code shuffleRecords}. */
  public String key() {
    StringBuilder key = new StringBuilder();
    for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
      key.append(key.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return key.toString();
  }
}
