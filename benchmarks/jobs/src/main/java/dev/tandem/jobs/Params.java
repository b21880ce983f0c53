package dev.tandem.jobs;

import dev.tandem.contract.job.Param;
import java.util.List;
import java.util.stream.Stream;

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

  /** A decimal number of {@code least..most}, both included. */
  static Param<Double> between(
      double least, double most, String name, double byDefault, String meaning) {
    return new Param<>(
        name,
        "decimal number from " + least + " to " + most,
        Double.toString(byDefault),
        meaning,
        List.of(),
        text -> {
          double number = Double.parseDouble(text);
          if (!(number >= least && number <= most)) {
            throw new IllegalArgumentException(text); // NaN is not in any range
          }
          return number;
        });
  }

  /** Columns, counted from 0, separated by commas; none for a blank text. */
  static Param<List<Integer>> columns(String name, String byDefault, String meaning) {
    return new Param<>(
        name,
        "list of columns, counted from 0, like 0,2",
        byDefault,
        meaning,
        List.of(),
        text ->
            text.isBlank()
                ? List.of()
                : Stream.of(text.split(",", -1)).map(cell -> column(cell.trim())).toList());
  }

  private static Integer column(String cell) {
    int column = Integer.parseInt(cell);
    if (column < 0) {
      throw new IllegalArgumentException("negative column " + column);
    }
    return column;
  }

  /** How many of something there are, in words: {@code 1 column}, {@code 2 columns}. */
  static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
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
          "parameter "
              + name
              + " names "
              + count(columns.size(), "column")
              + ", it must name "
              + wanted);
    }
    return columns;
  }
}
