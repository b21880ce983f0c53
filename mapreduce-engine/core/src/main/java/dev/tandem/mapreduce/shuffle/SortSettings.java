package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.runs.RunCompression;
import dev.tandem.contract.engine.MemoryBudget;
import dev.tandem.contract.engine.RunOptions;

/**
 * How much a task sorts and merges at once, under Hadoop's names. Where a switch is not given, the
 * run's memory budget decides, or Hadoop's own default ({@link Defaults}).
 *
 * @param buffer bytes of the sort buffer: {@code mapreduce.task.io.sort.mb} (in MB)
 * @param spillPercent how full it gets before it is spilled: {@code
 *     mapreduce.map.sort.spill.percent}. Hadoop's 0.80 leaves the mapper room to go on while
 *     another thread spills; at 1 the task itself spills, which is faster where every processor has
 *     a task
 * @param factor runs that are merged at once: {@code mapreduce.task.io.sort.factor}
 * @param combineMinSpills spills from which on the combiner runs once more in the final merge:
 *     {@code mapreduce.map.combine.minspills}, 3
 * @param compression of map outputs and of what is spilled and merged on both sides: {@code
 *     mapreduce.map.output.compress}, false, and {@code mapreduce.map.output.compress.codec}, lz4
 * @param spillsAtMost spills of one map task, -1 for any number: {@code
 *     mapreduce.task.spill.files.count.limit}
 * @param indexCache bytes of the indexes of spills that stay in memory: {@code
 *     mapreduce.task.index.cache.limit.bytes}, a megabyte
 * @param indexed whether an {@link IndexFile} is written beside each map output: for reducers that
 *     copy
 * @param losable whether map outputs may be lost, because there are several nodes or a plan of
 *     faults: what is done for that case alone costs nothing otherwise
 */
public record SortSettings(
    long buffer,
    double spillPercent,
    int factor,
    int combineMinSpills,
    RunCompression compression,
    int spillsAtMost,
    long indexCache,
    boolean indexed,
    boolean losable) {
  static final String SPILLS = "mapreduce.task.spill.files.count.limit";

  private static final String SORT_MB = "mapreduce.task.io.sort.mb";
  private static final String SPILL_PERCENT = "mapreduce.map.sort.spill.percent";
  private static final String FACTOR = "mapreduce.task.io.sort.factor";
  private static final String MIN_SPILLS = "mapreduce.map.combine.minspills";
  private static final String COMPRESS = "mapreduce.map.output.compress";
  private static final String CODEC = "mapreduce.map.output.compress.codec";
  private static final String INDEX_CACHE = "mapreduce.task.index.cache.limit.bytes";
  private static final int HADOOP_MB = 100;

  /** A buffer whose rest is smaller than this part of it leaves no room for a second thread. */
  private static final int SMALLEST_REST = 32;

  /**
   * Reads the switches.
   *
   * @throws IllegalArgumentException for a value that cannot be; names switch, value and rule
   */
  public static SortSettings of(RunOptions options) {
    boolean hadoop = Defaults.of(options) == Defaults.HADOOP;
    MemoryBudget budget = options.budget();
    double mb =
        NumberRule.of("more than 0 and less than 2048", n -> n > 0 && n < 2048)
            .read(SORT_MB, options.conf(SORT_MB, ""), hadoop ? HADOOP_MB : -1);
    return new SortSettings(
        mb < 0 ? budget.sortBuffer() : (long) (mb * (1 << 20)),
        NumberRule.of("more than 0 and at most 1", n -> n > 0 && n <= 1)
            .read(SPILL_PERCENT, options.conf(SPILL_PERCENT, ""), hadoop ? 0.8 : 1),
        (int)
            NumberRule.wholeFrom(2)
                .read(FACTOR, options.conf(FACTOR, ""), hadoop ? 10 : budget.mergeFactor()),
        (int) NumberRule.wholeFrom(1).read(MIN_SPILLS, options.conf(MIN_SPILLS, ""), 3),
        compression(options),
        (int)
            NumberRule.of("a whole number from 0 on, or -1", n -> n >= -1 && n == Math.rint(n))
                .read(SPILLS, options.conf(SPILLS, ""), -1),
        (long) NumberRule.wholeFrom(0).read(INDEX_CACHE, options.conf(INDEX_CACHE, ""), 1 << 20),
        ShuffleSettings.copies(options),
        options.nodes() > 1 || !options.conf("faults", "").isEmpty());
  }

  private static RunCompression compression(RunOptions options) {
    String compress = options.conf(COMPRESS, "false");
    if (!compress.equals("true") && !compress.equals("false")) {
      throw new IllegalArgumentException(
          COMPRESS + " is '" + compress + "', it must be true or false");
    }
    String codec = options.conf(CODEC, "lz4");
    RunCompression chosen =
        switch (codec) {
          case "lz4", "org.apache.hadoop.io.compress.Lz4Codec" -> RunCompression.LZ4;
          case "zstd", "org.apache.hadoop.io.compress.ZStandardCodec" -> RunCompression.ZSTD;
          default ->
              throw new IllegalArgumentException(
                  CODEC + " is '" + codec + "', it must be lz4 or zstd");
        };
    return compress.equals("true") ? chosen : RunCompression.NONE;
  }

  /** Bytes of keys, values and accounting at which a spill begins. */
  long spillAt() {
    return (long) ((buffer - buffer % Slots.BYTES) * spillPercent);
  }

  /**
   * Bytes of the part of the buffer that is sorted and spilled at once. Every record costs its
   * lengths more than what {@link #spillAt} counts: at most an eighth.
   */
  long spilled() {
    long wanted = spillAt() + spillAt() / 8;
    return buffer - wanted < buffer / SMALLEST_REST ? buffer : wanted;
  }

  /** Bytes of the part in which the mapper goes on meanwhile; 0 if it has to wait. */
  long rest() {
    return Math.min(buffer - spilled(), spilled());
  }
}
