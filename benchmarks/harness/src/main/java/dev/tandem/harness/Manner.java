package dev.tandem.harness;

import dev.tandem.harness.BenchReport.Setting;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How times are taken, and what else than times is wanted.
 *
 * @param mode what a time is
 * @param coldCache whether data is dropped from the page cache before each run; otherwise it is
 *     read before each turn
 * @param slotSweep whether engines also run with fewer slots, which gives their COST
 * @param parts of the profile's data, each above 0 and below 1, that are also run
 * @param timeLimit how long the turns may take by the estimate
 * @param settings what the report says of each contender's configuration, by its name
 */
public record Manner(
    Mode mode,
    boolean coldCache,
    boolean slotSweep,
    List<BigDecimal> parts,
    Duration timeLimit,
    Map<String, List<Setting>> settings) {
  /** How long turns may take unless somebody says otherwise. */
  public static final Duration TIME_LIMIT = Duration.ofMinutes(30);

  /** Warm JVMs, a warm page cache, nothing but the times. */
  public static final Manner DEFAULT =
      new Manner(Mode.WARM, false, false, List.of(), TIME_LIMIT, Map.of());

  /** Copies the collections and checks the parts. */
  public Manner {
    parts = List.copyOf(parts);
    settings = Map.copyOf(settings);
    for (BigDecimal part : parts) {
      if (part.signum() <= 0 || part.compareTo(BigDecimal.ONE) >= 0) {
        throw new IllegalArgumentException(
            "scale-sizes has " + part + ", each part must be above 0 and below 1");
      }
    }
    if (timeLimit.isNegative() || timeLimit.isZero()) {
      throw new IllegalArgumentException("time-limit must be above 0");
    }
  }
}
