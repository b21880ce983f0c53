package dev.tandem.jobs;

import dev.tandem.contract.job.Param;
import java.util.List;

/** Kinds of parameters that several jobs have. */
final class Params {
  private Params() {}

  /** A whole number that is not below {@code least}. */
  static Param<Integer> atLeast(int least, String name, int byDefault, String meaning) {
    return new Param<>(
        name,
        "whole number of at least " + least,
        Integer.toString(byDefault),
        meaning,
        List.of(),
        text -> {
          int number = Integer.parseInt(text);
          if (number < least) {
            throw new IllegalArgumentException(text);
          }
          return number;
        });
  }

  /**
   * Checks how many columns a parameter names.
   *
   * @throws IllegalArgumentException if they are not {@code least} to {@code most}
   */
  static List<Integer> checkCount(String name, List<Integer> columns, int least, int most) {
    if (columns.size() < least || columns.size() > most) {
      String wanted =
          least == most ? "exactly " + least : least == 0 ? "at most " + most : "at least " + least;
      throw new IllegalArgumentException(
          "parameter " + name + " names " + columns.size() + " columns, it must name " + wanted);
    }
    return columns;
  }
}
