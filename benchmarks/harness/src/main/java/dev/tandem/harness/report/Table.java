package dev.tandem.harness.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of text. Every form of the report prints the same tables.
 *
 * @param id unique in a report, of letters
 * @param title what it shows
 * @param lead how it is to be read, in a sentence or two
 * @param columns from left to right
 * @param rows from top to bottom, each with as many cells as there are columns; can grow
 */
record Table(String id, String title, String lead, List<Column> columns, List<List<String>> rows) {
  /** What a cell says where a measure exists but this contender does not show it. */
  static final String NOT_OBSERVABLE = "not observable";

  /**
   * A column.
   *
   * @param name its head
   * @param figures whether it holds figures, which stand on the right
   */
  record Column(String name, boolean figures) {}

  /** A table without rows; the first {@code words} columns hold words, the others figures. */
  static Table of(String id, String title, String lead, int words, List<String> heads) {
    List<Column> columns = new ArrayList<>();
    for (String head : heads) {
      columns.add(new Column(head, columns.size() >= words));
    }
    return new Table(id, title, lead, List.copyOf(columns), new ArrayList<>());
  }

  void row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells for " + columns.size() + " columns of " + id);
    }
    rows.add(List.copyOf(cells));
  }
}
