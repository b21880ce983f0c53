package dev.tandem.contract.job;

import dev.tandem.contract.flow.Fn;
import java.io.Serializable;
import java.util.List;

/**
 * A parameter of a job: its name, type, default and meaning. The command line, the list of jobs and
 * the error for a misspelt name are made from it.
 *
 * @param name lower case, words joined by hyphens
 * @param kind what a value looks like, for messages: {@code text}, {@code whole number} ...
 * @param byDefault the default as it would be typed; null where a value is required
 * @param meaning one phrase
 * @param choices the only legal values, or empty
 * @param parser turns the typed text into a value
 */
public record Param<T>(
    String name,
    String kind,
    String byDefault,
    String meaning,
    List<String> choices,
    Fn<String, T> parser)
    implements Serializable {

  /** A text. */
  public static Param<String> text(String name, String byDefault, String meaning) {
    return new Param<>(name, "text", byDefault, meaning, List.of(), text -> text);
  }

  /** One of several words. */
  public static Param<String> choice(
      String name, String byDefault, String meaning, String... choices) {
    return new Param<>(name, "choice", byDefault, meaning, List.of(choices), text -> text);
  }

  /** A whole number. */
  public static Param<Integer> number(String name, Integer byDefault, String meaning) {
    String typed = byDefault == null ? null : byDefault.toString();
    return new Param<>(name, "whole number", typed, meaning, List.of(), Integer::valueOf);
  }

  /** A decimal number. */
  public static Param<Double> decimal(String name, Double byDefault, String meaning) {
    String typed = byDefault == null ? null : byDefault.toString();
    return new Param<>(name, "decimal number", typed, meaning, List.of(), Double::valueOf);
  }

  /** True or false. */
  public static Param<Boolean> flag(String name, boolean byDefault, String meaning) {
    return new Param<>(
        name,
        "true or false",
        Boolean.toString(byDefault),
        meaning,
        List.of("true", "false"),
        Boolean::valueOf);
  }

  /** Columns, counted from 0, separated by commas. */
  public static Param<List<Integer>> columns(String name, String byDefault, String meaning) {
    return new Param<>(name, "columns", byDefault, meaning, List.of(), Param::parseColumns);
  }

  private static List<Integer> parseColumns(String text) {
    if (text.isBlank()) {
      return List.of();
    }
    return java.util.Arrays.stream(text.split(",", -1))
        .map(
            cell -> {
              int column = Integer.parseInt(cell.trim());
              if (column < 0) {
                throw new NumberFormatException("negative column " + column);
              }
              return column;
            })
        .toList();
  }

  /** Whether there is no default. */
  public boolean required() {
    return byDefault == null;
  }

  /**
   * Reads a typed value.
   *
   * @throws IllegalArgumentException if it is not of the right kind; names parameter, value and
   *     what is expected
   */
  T parse(String typed) {
    if (!choices.isEmpty() && !choices.contains(typed)) {
      throw new IllegalArgumentException(
          "parameter "
              + name
              + " is '"
              + typed
              + "', it must be one of "
              + String.join(", ", choices));
    }
    try {
      return parser.apply(typed);
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "parameter " + name + " is '" + typed + "', it must be a " + kind, e);
    }
  }
}
