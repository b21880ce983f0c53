package dev.tandem.duckdb;

import java.util.Collection;
import java.util.stream.Collectors;

/** Pieces of SQL. */
final class Sql {
  /** What is a plain decimal number, after trimming. */
  private static final String PLAIN = "[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?";

  /** What {@code String.trim} takes away. */
  private static final String TRIMMED = "[\\x00-\\x20]*";

  private Sql() {}

  /** A literal. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** A list of literals. */
  static String texts(Collection<String> values) {
    return values.stream().map(Sql::text).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A literal that is a DOUBLE and no DECIMAL. */
  static String number(double value) {
    String text = Double.toString(value);
    return text.contains("E") ? text : text + "E0";
  }

  /** Backslash, TAB, LF and CR as two characters. */
  static String escaped(String cell) {
    return "replace(replace(replace(replace("
        + cell
        + ", '\\', '\\\\'), chr(9), '\\t'), chr(10), '\\n'), chr(13), '\\r')";
  }

  /** Whether a cell is a plain decimal number. */
  static String isPlain(String cell) {
    return "regexp_full_match(" + cell + ", '" + TRIMMED + PLAIN + TRIMMED + "')";
  }

  /** A cell without white space and control characters around it. */
  static String trimmed(String cell) {
    return "regexp_replace(" + cell + ", '^" + TRIMMED + "|" + TRIMMED + "$', '', 'g')";
  }

  /**
   * The number in a cell, or NULL if it is no plain decimal one. Most are digits and a point, which
   * is soon known.
   */
  static String plainDouble(String cell) {
    return "CASE WHEN regexp_full_match("
        + cell
        + ", '\\d+\\.?\\d*') THEN "
        + cell
        + "::DOUBLE WHEN "
        + isPlain(cell)
        + " THEN "
        + trimmed(cell)
        + "::DOUBLE END";
  }

  /** The cells of a line between white space, as a list. */
  static String cells(String line) {
    return "list_filter(" + split(line) + ", lambda cell: cell <> '')";
  }

  /** As {@link #cells}, with empty ones where white space follows white space. */
  static String split(String line) {
    return "string_split(translate(" + line + ", chr(9) || chr(11) || chr(12), '   '), ' ')";
  }
}
