package dev.tandem.formats;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows of cells: {@code p.read(DelimitedRows.csv(args.inputs()).header(true))}. A row is an
 * unmodifiable list of Strings; rows of one file may differ in length. Blank lines are skipped.
 * Line ends, byte order marks, malformed UTF-8, compression and folders are treated as in {@link
 * TextLines}.
 *
 * <ul>
 *   <li>{@link #csv}: RFC 4180. Cells may be quoted, and then hold commas, doubled quotes and line
 *       breaks. A quote that is never closed, or followed by anything but a comma or a line end,
 *       fails with file and line. Each file is one split, because only a reader from its start
 *       knows which line breaks are quoted.
 *   <li>{@link #separatedBy}: lines cut at a separator, exactly: quotes mean nothing. Files are
 *       split.
 *   <li>{@link #byWhiteSpace}: lines cut at runs of blanks, tabs and the like. Files are split.
 * </ul>
 */
public final class DelimitedRows implements Source<List<String>> {
  private static final long serialVersionUID = 1L;

  /** The separator, empty for white space; null for RFC 4180. */
  private final String separator;

  private final List<String> paths;
  private final boolean header;

  /** The columns that rows have; null for all. */
  private final Columns columns;

  /** What lines begin with that are comments; 0 for nothing. */
  private final char comment;

  private DelimitedRows(
      List<String> paths, String separator, boolean header, Columns columns, char comment) {
    this.paths = List.copyOf(paths);
    this.separator = separator;
    this.header = header;
    this.columns = columns;
    this.comment = comment;
  }

  /** Comma-separated values as in RFC 4180. */
  public static DelimitedRows csv(List<String> paths) {
    return new DelimitedRows(paths, null, false, null, '\0');
  }

  /** Cells separated by TAB. */
  public static DelimitedRows tsv(List<String> paths) {
    return separatedBy("\t", paths);
  }

  /** Cells separated by {@code separator}, one character or more. */
  public static DelimitedRows separatedBy(String separator, List<String> paths) {
    if (separator.isEmpty() || separator.contains("\n") || separator.contains("\r")) {
      throw new IllegalArgumentException("a separator is one character or more, and no line break");
    }
    return new DelimitedRows(paths, separator, false, null, '\0');
  }

  /**
   * Cells separated by runs of ASCII white space: blank, TAB, VT, FF. What stands before the first
   * cell or behind the last one makes none, and a line of nothing else is blank.
   */
  public static DelimitedRows byWhiteSpace(List<String> paths) {
    return new DelimitedRows(paths, "", false, null, '\0');
  }

  /**
   * The format that a parameter names.
   *
   * @param format {@code csv} for RFC 4180, {@code tsv} or {@code \t} for TAB, else the separator
   *     itself
   */
  public static DelimitedRows of(String format, List<String> paths) {
    return switch (format) {
      case "csv" -> csv(paths);
      case "tsv", "\\t" -> tsv(paths);
      default -> separatedBy(format, paths);
    };
  }

  /** The same source; {@code true} drops the first row of each file. */
  public DelimitedRows header(boolean present) {
    return new DelimitedRows(paths, separator, present, columns, comment);
  }

  /**
   * Rows of some columns only, in this order. A row that lacks one fails with file and line.
   *
   * @param wanted column numbers, counted from 0; one may be given more than once
   */
  public DelimitedRows columns(List<Integer> wanted) {
    return new DelimitedRows(paths, separator, header, Columns.of(wanted), comment);
  }

  /**
   * The same source without the lines that begin with a character; a header stands behind them.
   *
   * @param start ASCII, visible, no quote and not part of the separator
   */
  public DelimitedRows comments(char start) {
    boolean cuts = (separator == null ? "," : separator).indexOf(start) >= 0;
    if (start <= ' ' || start > '~' || start == '"' || cuts) {
      throw new IllegalArgumentException("comments cannot begin with '" + start + "'");
    }
    return new DelimitedRows(paths, separator, header, columns, start);
  }

  /**
   * The rows as arrays of doubles. A cell, trimmed, is a plain decimal number that a double can
   * hold, {@code -1.5} or {@code 2e3}; any other fails with file and line.
   */
  public Source<double[]> doubles() {
    return new NumberRows<>(this, RowType.Doubles.ROWS);
  }

  /**
   * The rows as arrays of whole numbers. A cell is one of at most 64 bits in ASCII digits, with or
   * without a sign and with nothing around them; any other fails with file and line.
   */
  public Source<long[]> longs() {
    return new NumberRows<>(this, RowType.Longs.ROWS);
  }

  @Override
  public List<Split> splits(FileStore files, SplitRule rule) throws IOException {
    return InputFiles.splits(files, paths, rule, separator != null);
  }

  /**
   * The same rows with their places in the input. Each task lists the inputs; a file that is given
   * twice has its first place only.
   */
  public Source<PlacedRow> placed() {
    return new PlacedRows(this);
  }

  List<String> paths() {
    return paths;
  }

  @Override
  public RecordReader<List<String>> open(FileStore files, Split split) throws IOException {
    return openRows(files, split);
  }

  PlacedRows.Rows openRows(FileStore files, Split split) throws IOException {
    if (separator == null) {
      return new CsvRowReader(files, split, header, columns, comment);
    }
    LineForm<List<String>> form = uncommented(form());
    return new CellReader(files, split, form, hasHeader(files, split, form));
  }

  /** Opens lines of which another form makes something. */
  <R> RecordReader<R> openLines(FileStore files, Split split, LineForm<R> made) throws IOException {
    LineForm<R> form = uncommented(made);
    return new LineReader<>(files, split, LineRule.INPUT, form, hasHeader(files, split, form));
  }

  private <R> LineForm<R> uncommented(LineForm<R> form) {
    return comment == 0 ? form : new Uncommented<>(form, (byte) comment);
  }

  private LineForm<List<String>> form() {
    Cut cut = cut();
    return cut == null
        ? new CellForm(separator, columns)
        : new CutForm<>(cut, columns, RowType.Texts.ROWS);
  }

  /** How lines are cut as bytes; null where they have to become text first. */
  Cut cut() {
    if (separator == null || separator.chars().anyMatch(c -> c >= 0x80)) {
      return null;
    }
    return separator.isEmpty()
        ? Cut.AtWhiteSpace.CUT
        : new Cut.AtSeparator(separator.getBytes(StandardCharsets.US_ASCII));
  }

  Columns columns() {
    return columns;
  }

  private boolean hasHeader(FileStore files, Split split, LineForm<?> form) throws IOException {
    return header && !beginsBefore(files, split, form);
  }

  /** Whether the file has a row that begins before the split: then its header is there. */
  private static boolean beginsBefore(FileStore files, Split split, LineForm<?> form)
      throws IOException {
    if (split.start() == 0) {
      return false;
    }
    Split before = new Split(split.path(), 0, split.start());
    try (LineScanner lines = LineScanner.open(files, before, LineRule.INPUT)) {
      while (lines.next()) {
        if (!form.skips(lines)) {
          return true;
        }
      }
      return false;
    }
  }

  @Override
  public Codec<List<String>> codec() {
    return Codecs.list(Codecs.TEXT);
  }

  @Override
  public String describe() {
    return (columns == null ? "" : columns.describe())
        + format()
        + " of "
        + InputFiles.describe(paths);
  }

  private String format() {
    if (separator == null) {
      return "CSV rows";
    }
    return separator.isEmpty()
        ? "rows separated by white space"
        : "rows separated by '" + separator.replace("\t", "\\t") + "'";
  }
}
