package dev.tandem.jobs;

import dev.tandem.contract.job.Param;
import dev.tandem.formats.DelimitedRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How lines of numbers or nodes are cut into cells.
 *
 * @param text the separator as {@link DelimitedRows#of} takes it; empty for runs of white space
 */
record Separator(String text) implements Serializable {

  /** The parameter that names it. */
  static Param<String> param() {
    return Param.text(
        "separator", "", "what separates the columns, \\t for a tab; white space if not given");
  }

  /** The rows of files, to be passed through {@link #cells}. Blank lines are skipped. */
  DelimitedRows rows(List<String> paths) {
    return DelimitedRows.of(text.isEmpty() ? " " : text, paths);
  }

  /** The cells of a row; none if the line was nothing but white space that separates. */
  List<String> cells(List<String> row) {
    if (!text.isEmpty()) {
      return row;
    }
    List<String> cells = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      Tokens.WHITESPACE.each(row.get(i), cells::add); // the blank is not the only white space
    }
    return cells;
  }

  /** The cells of a row; none if the line is blank or a comment, which starts with {@code #}. */
  List<String> uncommented(List<String> row) {
    return row.get(0).startsWith("#") ? List.of() : cells(row);
  }
}
