package dev.tandem.mapreduce.shuffle;

import java.util.function.DoublePredicate;

/**
 * Which numbers a switch takes.
 *
 * @param says the rule in words: {@code more than 0}
 * @param allowed the rule
 */
public record NumberRule(String says, DoublePredicate allowed) {
  /** A rule. */
  public static NumberRule of(String says, DoublePredicate allowed) {
    return new NumberRule(says, allowed);
  }

  /** Whole numbers that are not smaller than {@code least}. */
  public static NumberRule wholeFrom(long least) {
    return of("a whole number from " + least + " on", n -> n >= least && n == Math.rint(n));
  }

  /** Parts of a whole. */
  public static NumberRule fraction() {
    return of("from 0 to 1", n -> n >= 0 && n <= 1);
  }

  /**
   * Reads what was typed.
   *
   * @param name of the switch
   * @param typed empty if it was not given
   * @param otherwise what holds then
   * @throws IllegalArgumentException for a value that cannot be; names switch, value and rule
   */
  public double read(String name, String typed, double otherwise) {
    if (typed.isEmpty()) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(typed);
      if (allowed.test(value)) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      throw refused(name, typed, notANumber);
    }
    throw refused(name, typed, null);
  }

  private IllegalArgumentException refused(String name, String typed, Exception cause) {
    return new IllegalArgumentException(name + " is '" + typed + "', it must be " + says, cause);
  }
}
