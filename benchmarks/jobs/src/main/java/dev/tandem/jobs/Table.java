package dev.tandem.jobs;

import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.DelimitedRows;
import dev.tandem.formats.PlacedRow;
import java.util.List;

/**
 * The parameters that say how delimited rows are read; a prefix tells the two sides of a join
 * apart.
 */
final class Table {
  private final Param<String> format;
  private final Param<Boolean> header;

  /**
   * @param prefix {@code left-}, {@code right-} or empty
   */
  Table(String prefix) {
    format =
        Param.text(
            prefix + "format", "csv", "csv (RFC 4180) or the separator itself, \\t for a tab");
    header = Param.flag(prefix + "header", false, "drop the first record of each file");
  }

  List<Param<?>> params() {
    return List.of(format, header);
  }

  /** The rows of some files. */
  Bag<List<String>> read(Pipeline p, JobArgs args, List<String> paths) {
    return p.read(rows(args, paths));
  }

  /** Some columns of the rows of some files, in the order of {@code columns}. */
  Bag<List<String>> read(Pipeline p, JobArgs args, List<String> paths, List<Integer> columns) {
    return p.read(rows(args, paths).columns(columns));
  }

  /** The same with the places of the rows in the input. */
  Bag<PlacedRow> readPlaced(Pipeline p, JobArgs args, List<String> paths, List<Integer> columns) {
    return p.read(rows(args, paths).columns(columns).placed());
  }

  private DelimitedRows rows(JobArgs args, List<String> paths) {
    return DelimitedRows.of(args.get(format), paths).header(args.get(header));
  }
}
