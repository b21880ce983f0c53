package dev.tandem.mapreduce.explain.counters;

import dev.tandem.contract.engine.Measure;
import java.util.Optional;

/** Hadoop's task counters, all of them, under its names and in its order. */
public enum TaskCounter {
  /** Records that map functions took in. */
  MAP_INPUT_RECORDS("Map input records", Measure.INPUT_RECORDS),
  /** Records that map functions emitted. */
  MAP_OUTPUT_RECORDS("Map output records", Measure.MAP_OUTPUT_RECORDS),
  /** Bad records that were left out. */
  MAP_SKIPPED_RECORDS("Map skipped records", null),
  /** Encoded keys and values that map functions emitted. */
  MAP_OUTPUT_BYTES("Map output bytes", null),
  /** Bytes of the map outputs' files. */
  MAP_OUTPUT_MATERIALIZED_BYTES("Map output materialized bytes", null),
  /** Bytes that say what a map task reads. */
  SPLIT_RAW_BYTES("Input split bytes", null),
  /** Records that went into combiners, on both sides. */
  COMBINE_INPUT_RECORDS("Combine input records", Measure.COMBINE_INPUT_RECORDS),
  /** Records that came out of combiners, on both sides. */
  COMBINE_OUTPUT_RECORDS("Combine output records", Measure.COMBINE_OUTPUT_RECORDS),
  /** Keys that were reduced. */
  REDUCE_INPUT_GROUPS("Reduce input groups", Measure.GROUPS),
  /** Bytes of map outputs that reducers fetched. */
  REDUCE_SHUFFLE_BYTES("Reduce shuffle bytes", null),
  /** Records that reduce functions could read. */
  REDUCE_INPUT_RECORDS("Reduce input records", Measure.FETCHED_RECORDS),
  /** Records that reduce functions emitted. */
  REDUCE_OUTPUT_RECORDS("Reduce output records", Measure.OUTPUT_RECORDS),
  /** Bad groups that were left out. */
  REDUCE_SKIPPED_GROUPS("Reduce skipped groups", null),
  /** Records of bad groups. */
  REDUCE_SKIPPED_RECORDS("Reduce skipped records", null),
  /** Records written to local disk by spills and merges, each time. */
  SPILLED_RECORDS("Spilled Records", Measure.SPILLED_RECORDS),
  /** Map outputs that were fetched, by each reducer. */
  SHUFFLED_MAPS("Shuffled Maps ", null),
  /** Fetches that failed. */
  FAILED_SHUFFLE("Failed Shuffles", null),
  /** Map outputs that were merged, by each reducer. */
  MERGED_MAP_OUTPUTS("Merged Map outputs", null),
  /** Collections of the whole process while the task ran. */
  GC_TIME_MILLIS("GC time elapsed (ms)", null),
  /** Processor time of the task's own thread. */
  CPU_MILLISECONDS("CPU time spent (ms)", null),
  /** Resident memory of the whole process at the end of the task. */
  PHYSICAL_MEMORY_BYTES("Physical memory (bytes) snapshot", null),
  /** Address space of the whole process at the end of the task. */
  VIRTUAL_MEMORY_BYTES("Virtual memory (bytes) snapshot", null),
  /** Heap of the whole process at the end of the task. */
  COMMITTED_HEAP_BYTES("Total committed heap usage (bytes)", null),
  /** The most of all map tasks. */
  MAP_PHYSICAL_MEMORY_BYTES_MAX("Peak Map Physical memory (bytes)", null),
  /** The most of all map tasks. */
  MAP_VIRTUAL_MEMORY_BYTES_MAX("Peak Map Virtual memory (bytes)", null),
  /** The most of all reduce tasks. */
  REDUCE_PHYSICAL_MEMORY_BYTES_MAX("Peak Reduce Physical memory (bytes)", null),
  /** The most of all reduce tasks. */
  REDUCE_VIRTUAL_MEMORY_BYTES_MAX("Peak Reduce Virtual memory (bytes)", null);

  private final String label;
  private final Measure measure;

  TaskCounter(String label, Measure measure) {
    this.label = label;
    this.measure = measure;
  }

  /** What Hadoop prints. */
  public String label() {
    return label;
  }

  /**
   * The measure of the ledger that counts the same in a round which reads sources, shuffles and
   * writes files without anything between; empty where the ledger has none. The ledger counts
   * neither what rounds read and write between them as input and output, nor the combiner on the
   * reduce side.
   */
  public Optional<Measure> measure() {
    return Optional.ofNullable(measure);
  }

  /** Whether tasks are not added up: the largest one counts. */
  boolean isPeak() {
    return name().endsWith("_MAX");
  }
}
