package dev.tandem.cli.docs;

import dev.tandem.contract.engine.Measure;
import java.util.List;

/** The ledger as it is taught: measures in groups, each explained in one sentence. */
public final class MeasureGuide {
  private MeasureGuide() {}

  /**
   * Measures that belong together.
   *
   * @param title what they are about
   * @param measures in the order in which they are shown
   */
  public record Group(String title, List<Measure> measures) {}

  /** All measures, each in one group. */
  public static final List<Group> GROUPS =
      List.of(
          new Group("Input", List.of(Measure.INPUT_RECORDS, Measure.INPUT_BYTES)),
          new Group(
              "Before the shuffle",
              List.of(
                  Measure.MAP_OUTPUT_RECORDS,
                  Measure.COMBINE_INPUT_RECORDS,
                  Measure.COMBINE_OUTPUT_RECORDS)),
          new Group(
              "Shuffle",
              List.of(
                  Measure.SHUFFLE_RECORDS,
                  Measure.SHUFFLE_BYTES,
                  Measure.SHUFFLE_HEAP_BYTES,
                  Measure.FETCHED_RECORDS,
                  Measure.GROUPS)),
          new Group(
              "Disk",
              List.of(
                  Measure.SPILLED_RECORDS,
                  Measure.SPILLED_BYTES,
                  Measure.MATERIALIZED_RECORDS,
                  Measure.MATERIALIZED_BYTES,
                  Measure.REREAD_BYTES)),
          new Group(
              "Memory",
              List.of(
                  Measure.CACHED_PARTITIONS,
                  Measure.CACHED_BYTES,
                  Measure.CACHE_HITS,
                  Measure.EVICTED_PARTITIONS)),
          new Group("Output", List.of(Measure.OUTPUT_RECORDS, Measure.OUTPUT_BYTES)),
          new Group(
              "Work",
              List.of(
                  Measure.TASKS,
                  Measure.UNITS,
                  Measure.FAILED_ATTEMPTS,
                  Measure.RECOMPUTED_TASKS)));

  /** One sentence for a class room. */
  public static String explain(Measure measure) {
    return switch (measure) {
      case INPUT_RECORDS ->
          "Lines or rows that tasks read from the input; a job that reads its input twice counts them twice.";
      case INPUT_BYTES ->
          "Bytes of input files as they lie on disk, compressed where they are compressed.";
      case MAP_OUTPUT_RECORDS ->
          "Key-value pairs that the job's functions emitted towards a shuffle, before anything was combined.";
      case COMBINE_INPUT_RECORDS ->
          "Pairs that were folded together before the shuffle, so that fewer have to travel; merging sorted runs folds some of them again.";
      case COMBINE_OUTPUT_RECORDS ->
          "What was left of these pairs: the smaller, the better combining worked.";
      case SHUFFLE_RECORDS ->
          "Pairs that moved from the task that made them to the task that owns their key.";
      case SHUFFLE_BYTES ->
          "The same pairs as encoded bytes; 0 where one JVM handed over references and no byte was written.";
      case SHUFFLE_HEAP_BYTES ->
          "The size on the heap of pairs that were handed over as references: an estimate.";
      case FETCHED_RECORDS ->
          "Pairs that the receiving tasks took in; must equal the records shuffled, or the run fails.";
      case GROUPS -> "Distinct keys that the receiving tasks saw.";
      case SPILLED_RECORDS ->
          "Records written to local disk because they had to be sorted or did not fit, each time they were written.";
      case SPILLED_BYTES -> "Bytes of these temporary files.";
      case MATERIALIZED_RECORDS ->
          "Records written to files for no other reader than a later round of the same job.";
      case MATERIALIZED_BYTES ->
          "Bytes of these files: the price of passing data between rounds through the disk.";
      case REREAD_BYTES -> "Bytes that later rounds read back from these files.";
      case CACHED_PARTITIONS ->
          "Partitions that reuse() kept in memory after they had been computed once.";
      case CACHED_BYTES -> "Their size on the heap: an estimate.";
      case CACHE_HITS -> "How often a task found such a partition instead of computing it again.";
      case EVICTED_PARTITIONS ->
          "Partitions that had to leave memory to make room for others; needed again, they are computed again.";
      case OUTPUT_RECORDS -> "Records of the answer.";
      case OUTPUT_BYTES -> "Bytes of the answer's part files.";
      case TASKS ->
          "Pieces of work, one for each split or partition of each round's phase or stage.";
      case UNITS ->
          "Rounds (map, shuffle, reduce; through files) or stages (everything between two shuffles; pipelined).";
      case FAILED_ATTEMPTS -> "Tries of a task that failed; the task was tried again.";
      case RECOMPUTED_TASKS -> "Tasks that ran again because what they had produced was lost.";
    };
  }
}
