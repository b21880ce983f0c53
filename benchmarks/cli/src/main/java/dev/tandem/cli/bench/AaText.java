package dev.tandem.cli.bench;

import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.stats.AaCheck;
import dev.tandem.harness.stats.Bootstrap;
import java.util.Locale;

/** An A/A check in words. */
public final class AaText {
  private AaText() {}

  /**
   * Makes the check and says what it found.
   *
   * @param job that ran
   * @param result of the contender, with times enough
   * @param seed of the bootstrap
   */
  public static String print(String job, Result result, long seed) {
    AaCheck check = AaCheck.of(result.millis(), seed);
    double rate = (double) check.differences() / check.comparisons();
    return String.format(
        Locale.ROOT,
        """
        A/A check: %1$s against itself on %2$s, %3$d comparisons of 5 JVMs x 2 times
        differences found   %4$d (%5$.1f %%; 95 %% interval %6$.1f - %7$.1f %%); intervals of ratios are at %8$.0f %%
        what it shows       how often two contenders that do not differ are told apart on this machine
        what it does not    that small differences are found; that drift over minutes is harmless; anything of
                            other jobs, sizes or days. The comparisons share JVMs: the interval is too narrow
        """,
        result.contender(),
        job,
        check.comparisons(),
        check.differences(),
        100 * rate,
        100 * check.low(),
        100 * check.high(),
        100 * Bootstrap.CONFIDENCE);
  }
}
