package dev.tandem.harness.stats;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How many times as long one contender takes as another.
 *
 * @param value the ratio of the medians; below 1 where the first is faster
 * @param low the lower end of its confidence interval; the value itself where there is none
 * @param high the upper end of its confidence interval; the value itself where there is none
 */
public record Ratio(double value, double low, double high) {
  /** What the interval says. */
  public enum Verdict {
    /** The first one takes less time. */
    FASTER,
    /** The first one takes more time. */
    SLOWER,
    /** The interval contains 1: these times do not tell the two apart. */
    NO_DIFFERENCE,
    /** There is no interval: one JVM each does not tell how JVMs differ. */
    UNKNOWN
  }

  /** The same the other way round: how many times as long the other one takes. */
  public Ratio inverse() {
    return new Ratio(1 / value, 1 / high, 1 / low);
  }

  /** What the interval says. */
  @JsonProperty
  public Verdict verdict() {
    if (low == high) {
      return Verdict.UNKNOWN;
    }
    if (high < 1) {
      return Verdict.FASTER;
    }
    return low > 1 ? Verdict.SLOWER : Verdict.NO_DIFFERENCE;
  }
}
