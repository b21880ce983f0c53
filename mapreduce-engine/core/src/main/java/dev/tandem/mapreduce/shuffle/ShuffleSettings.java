package dev.tandem.mapreduce.shuffle;

import dev.tandem.contract.engine.RunOptions;
import java.util.stream.Stream;

/**
 * How a reduce task gets at the map outputs, under Hadoop's names. In one process their files can
 * be merged where they lie ({@code fetch=direct}); a cluster must copy them first ({@code
 * fetch=copy}), into memory or onto the reducer's own disk. Percentages are of the task's share of
 * the run's memory.
 *
 * @param copies whether map outputs are copied
 * @param parallelCopies threads that copy: {@code mapreduce.reduce.shuffle.parallelcopies}, 5
 * @param memory bytes of copies that memory may hold: {@code
 *     mapreduce.reduce.shuffle.input.buffer.percent}, 0.70
 * @param single bytes of the largest copy that goes into memory: {@code
 *     mapreduce.reduce.shuffle.memory.limit.percent} of them, 0.25
 * @param mergeAt bytes of copies in memory that are merged to disk: {@code
 *     mapreduce.reduce.shuffle.merge.percent} of them, 0.66
 * @param mergeAtSegments copies in memory that are merged to disk, whatever their size: {@code
 *     mapreduce.reduce.merge.inmem.threshold}, 1000; 0 for never
 * @param mergeInMemoryAt copies in memory that are merged to a larger one there, 0 for never:
 *     {@code mapreduce.reduce.merge.memtomem.threshold}, {@code mapreduce.task.io.sort.factor} by
 *     default, if {@code mapreduce.reduce.merge.memtomem.enabled}
 * @param keep bytes of copies that stay in memory while groups are reduced: {@code
 *     mapreduce.reduce.input.buffer.percent}, 0: all are written to disk before
 * @param slowStart part of the map tasks that must have ended before reduce tasks begin to copy, on
 *     slots that no map task wants: {@code mapreduce.job.reduce.slowstart.completedmaps}, Hadoop's
 *     default 0.05, else 1
 */
public record ShuffleSettings(
    boolean copies,
    int parallelCopies,
    long memory,
    long single,
    long mergeAt,
    int mergeAtSegments,
    int mergeInMemoryAt,
    long keep,
    double slowStart) {
  private static final String COPIES = "mapreduce.reduce.shuffle.parallelcopies";
  private static final String BUFFER = "mapreduce.reduce.shuffle.input.buffer.percent";
  private static final String SINGLE = "mapreduce.reduce.shuffle.memory.limit.percent";
  private static final String MERGE = "mapreduce.reduce.shuffle.merge.percent";
  private static final String SEGMENTS = "mapreduce.reduce.merge.inmem.threshold";
  private static final String IN_MEMORY = "mapreduce.reduce.merge.memtomem.enabled";
  private static final String IN_MEMORY_AT = "mapreduce.reduce.merge.memtomem.threshold";
  private static final String SLOW_START = "mapreduce.job.reduce.slowstart.completedmaps";
  private static final String KEEP = "mapreduce.reduce.input.buffer.percent";

  /**
   * Reads the switches. Any of Hadoop's makes the reducers copy.
   *
   * @throws IllegalArgumentException for a value that cannot be; names switch, value and rule
   */
  public static ShuffleSettings of(RunOptions options) {
    long share = Math.min(options.budget().share(), Integer.MAX_VALUE - 8L);
    long memory = (long) (share * percent(options, BUFFER, 0.7));
    return new ShuffleSettings(
        copies(options),
        (int) NumberRule.wholeFrom(1).read(COPIES, options.conf(COPIES, ""), 5),
        memory,
        (long) (memory * percent(options, SINGLE, 0.25)),
        (long) (memory * percent(options, MERGE, 0.66)),
        (int) NumberRule.wholeFrom(0).read(SEGMENTS, options.conf(SEGMENTS, ""), 1000),
        mergeInMemoryAt(options),
        (long) (share * percent(options, KEEP, 0)),
        percent(options, SLOW_START, Defaults.of(options) == Defaults.HADOOP ? 0.05 : 1));
  }

  private static int mergeInMemoryAt(RunOptions options) {
    String enabled = options.conf(IN_MEMORY, "false");
    if (!enabled.equals("true") && !enabled.equals("false")) {
      throw new IllegalArgumentException(
          IN_MEMORY + " is '" + enabled + "', it must be true or false");
    }
    int factor = SortSettings.of(options).factor();
    double copies =
        NumberRule.wholeFrom(2).read(IN_MEMORY_AT, options.conf(IN_MEMORY_AT, ""), factor);
    return enabled.equals("true") ? (int) copies : 0;
  }

  private static double percent(RunOptions options, String name, double otherwise) {
    return NumberRule.fraction().read(name, options.conf(name, ""), otherwise);
  }

  /** Whether the reducers copy. */
  static boolean copies(RunOptions options) {
    boolean asked =
        Stream.of(
                COPIES, BUFFER, SINGLE, MERGE, SEGMENTS, IN_MEMORY, IN_MEMORY_AT, KEEP, SLOW_START)
            .anyMatch(options.conf()::containsKey);
    boolean hadoop = Defaults.of(options) == Defaults.HADOOP;
    String typed = options.conf("fetch", asked || hadoop ? "copy" : "direct");
    if (!typed.equals("copy") && !typed.equals("direct")) {
      throw new IllegalArgumentException("fetch is '" + typed + "', it must be direct or copy");
    }
    return typed.equals("copy");
  }
}
