package dev.tandem.jobs;

import dev.tandem.contract.job.Param;
import dev.tandem.formats.DelimitedRows;
import java.io.Serializable;
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
    return text.isEmpty() ? DelimitedRows.byWhiteSpace(paths) : DelimitedRows.of(text, paths);
  }

  /** The cells of a row; none if the line was nothing but white space that separates. */
  List<String> cells(List<String> row) {
    boolean beginsWithSpace = text.isEmpty() && row.get(0).isEmpty();
    return beginsWithSpace ? row.subList(1, row.size()) : row;
  }

  /** The cells of a row; none if the line is blank or a comment, which starts with {@code #}. */
  List<String> uncommented(List<String> row) {
    return row.get(0).startsWith("#") ? List.of() : cells(row);
  }
}
