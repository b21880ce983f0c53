package dev.tandem.cli.command;

import dev.tandem.cli.run.UsageError;
import dev.tandem.harness.BenchReport.Setting;
import dev.tandem.harness.Manner;
import dev.tandem.harness.Mode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of {@code bench} that say how times are taken. */
final class BenchManner {
  @Option(
      names = "--cold",
      description =
          "Time whole processes: each run is a JVM of its own without warm-up, from its start to its end. --forks says how many. Default: ${bundle:default.cold-forks}.")
  private boolean cold;

  @Option(
      names = "--cold-cache",
      description =
          "Ask the kernel to drop the data from its page cache before each run; needs GNU's dd. Default: data is read once before each turn.")
  private boolean coldCache;

  @Option(
      names = "--cost",
      description =
          "Also run with 1, 2, 4 ... slots, and tell with how many each engine first beats one thread of plain Java.")
  private boolean cost;

  @Option(
      names = "--scale-sizes",
      paramLabel = "PART",
      split = ",",
      description = "Also run on these parts of the data, e.g. 0.1,0.3.")
  private List<BigDecimal> parts = new ArrayList<>();

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      description =
          "Refuse to start what is estimated to take longer, e.g. 45m or 2h. Default: ${bundle:default.time-limit}.")
  private String timeLimit;

  @Option(
      names = "--aa",
      description =
          "Check the check: one engine against itself, ${bundle:default.aa-comparisons} times, to see how often a difference is found. Default: ${bundle:default.aa}.")
  private boolean aa;

  boolean isCold() {
    return cold;
  }

  boolean isAa() {
    return aa;
  }

  /**
   * @param settings of each contender
   * @throws UsageError for a wrong option
   */
  Manner manner(Map<String, List<Setting>> settings) {
    try {
      return new Manner(
          cold ? Mode.COLD : Mode.WARM, coldCache, cost, parts, timeLimit(), settings);
    } catch (IllegalArgumentException e) {
      throw new UsageError("--" + e.getMessage(), e); // it begins with the name of the option
    }
  }

  private Duration timeLimit() {
    if (timeLimit == null) {
      return Manner.TIME_LIMIT;
    }
    try {
      return Duration.parse("PT" + timeLimit.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      throw new UsageError(
          "--time-limit is '" + timeLimit + "', which is no time: write e.g. 90s, 45m or 2h30m", e);
    }
  }
}
