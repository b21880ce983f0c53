package dev.tandem.mapreduce.shuffle;

import dev.tandem.contract.engine.MemoryBudget;
import dev.tandem.contract.engine.RunOptions;
import java.util.function.Predicate;

/**
 * How much a task sorts and merges at once, under Hadoop's names. Where a switch is not given, the
 * run's memory budget decides.
 *
 * @param buffer bytes of the sort buffer: {@code mapreduce.task.io.sort.mb} (in MB)
 * @param spillPercent how full it gets before it is spilled: {@code
 *     mapreduce.map.sort.spill.percent}, 1. Hadoop's 0.80 leaves the mapper room to go on while
 *     another thread spills; here the task itself spills
 * @param factor runs that are merged at once: {@code mapreduce.task.io.sort.factor}
 * @param combineMinSpills spills from which on the combiner runs once more in the final merge:
 *     {@code mapreduce.map.combine.minspills}, 3
 */
public record SortSettings(long buffer, double spillPercent, int factor, int combineMinSpills) {
  private static final String SORT_MB = "mapreduce.task.io.sort.mb";
  private static final String SPILL_PERCENT = "mapreduce.map.sort.spill.percent";
  private static final String FACTOR = "mapreduce.task.io.sort.factor";
  private static final String MIN_SPILLS = "mapreduce.map.combine.minspills";

  /**
   * Reads the switches.
   *
   * @throws IllegalArgumentException for a value that cannot be; names switch, value and rule
   */
  public static SortSettings of(RunOptions options) {
    MemoryBudget budget = options.budget();
    double mb =
        number(
            options,
            SORT_MB,
            -1,
            n -> n == -1 || n > 0 && n < 2048,
            "more than 0 and less than 2048");
    return new SortSettings(
        mb < 0 ? budget.sortBuffer() : (long) (mb * (1 << 20)),
        number(options, SPILL_PERCENT, 1, n -> n > 0 && n <= 1, "more than 0 and at most 1"),
        (int)
            number(
                options,
                FACTOR,
                budget.mergeFactor(),
                n -> n >= 2 && n == Math.rint(n),
                "a whole number from 2 on"),
        (int)
            number(
                options,
                MIN_SPILLS,
                3,
                n -> n >= 1 && n == Math.rint(n),
                "a whole number from 1 on"));
  }

  private static double number(
      RunOptions options, String name, double otherwise, Predicate<Double> allowed, String rule) {
    String typed = options.conf(name, "");
    if (typed.isEmpty()) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(typed);
      if (allowed.test(value)) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          name + " is '" + typed + "', it must be " + rule, notANumber);
    }
    throw new IllegalArgumentException(name + " is '" + typed + "', it must be " + rule);
  }
}
