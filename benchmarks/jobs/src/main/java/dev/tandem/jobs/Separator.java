package dev.tandem.jobs;

import dev.tandem.contract.job.Param;
import dev.tandem.formats.DelimitedRows;
import java.util.List;

/** How lines of numbers or nodes are cut into cells. */
final class Separator {
  private static final char COMMENT = '#';

  private Separator() {}

  /** The parameter that names it. */
  static Param<String> param() {
    return Param.text(
        "separator", "", "what separates the columns, \\t for a tab; white space if not given");
  }

  /**
   * The rows of files.
   *
   * @param separator as {@link DelimitedRows#of} takes it; empty for runs of white space
   */
  static DelimitedRows rows(String separator, List<String> paths) {
    return separator.isEmpty()
        ? DelimitedRows.byWhiteSpace(paths)
        : DelimitedRows.of(separator, paths);
  }

  /** The same without comments, which start with {@code #} unless that separates. */
  static DelimitedRows uncommented(String separator, List<String> paths) {
    DelimitedRows rows = rows(separator, paths);
    return separator.indexOf(COMMENT) < 0 ? rows.comments(COMMENT) : rows;
  }
}
