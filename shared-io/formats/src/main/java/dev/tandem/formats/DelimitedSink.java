package dev.tandem.formats;

import dev.tandem.contract.io.Output;
import dev.tandem.contract.job.OutputFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of cells, one line each: {@code rows.write(DelimitedSink.csv(args.output()))}. Cells are
 * written as {@link TextSink} writes values.
 *
 * <p>CSV cells are quoted where they need it, so that {@link DelimitedRows#csv} reads back what was
 * written. With a plain separator a cell that holds the separator or a line break is refused,
 * naming the cell.
 */
public final class DelimitedSink extends LineSink<List<?>, DelimitedSink> {
  private static final long serialVersionUID = 1L;

  /** The separator; null for RFC 4180. */
  private final String separator;

  private DelimitedSink(OutputFolder folder, String separator, Compression compression) {
    super(folder, compression);
    this.separator = separator;
  }

  /** Comma-separated values as in RFC 4180, but with LF line ends. */
  public static DelimitedSink csv(OutputFolder folder) {
    return new DelimitedSink(folder, null, Compression.NONE);
  }

  /** Cells separated by TAB. */
  public static DelimitedSink tsv(OutputFolder folder) {
    return separatedBy("\t", folder);
  }

  /** Cells separated by {@code separator}, one character or more. */
  public static DelimitedSink separatedBy(String separator, OutputFolder folder) {
    if (separator.isEmpty() || separator.contains("\n") || separator.contains("\r")) {
      throw new IllegalArgumentException("a separator is one character or more, and no line break");
    }
    return new DelimitedSink(folder, separator, Compression.NONE);
  }

  @Override
  void append(List<?> row, Output line) throws IOException {
    int start = line.position();
    for (int i = 0; i < row.size(); i++) {
      if (i > 0) {
        TextForm.append(separator == null ? "," : separator, line);
      }
      appendCell(row.get(i), row.size() == 1, line);
    }
    if (separator != null && line.position() == start) {
      throw new IOException(
          "a row of one empty cell would be a blank line, which readers skip; write it as CSV");
    }
  }

  private void appendCell(Object cell, boolean alone, Output line) throws IOException {
    int from = line.position();
    TextForm.append(cell, line);
    if (separator == null) {
      quote(line, from, alone);
    } else if (breaks(line, from)) {
      throw new IOException(
          "a cell holds the separator or a line break: '" + cell + "'; write it as CSV");
    }
  }

  private boolean breaks(Output line, int from) {
    String text = new String(line.array(), from, line.position() - from, StandardCharsets.UTF_8);
    return text.contains(separator) || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
  }

  /**
   * Quotes what was written from {@code from} on where a reader would take it for something else.
   */
  private static void quote(Output line, int from, boolean alone) {
    int length = line.position() - from;
    boolean needed = alone && length == 0;
    for (int i = from; i < line.position() && !needed; i++) {
      byte b = line.array()[i];
      // 0xEF begins a byte order mark, which is dropped at the start of a file.
      needed = b == ',' || b == '"' || b == '\n' || b == '\r' || i == from && b == (byte) 0xEF;
    }
    if (needed) {
      byte[] plain = Arrays.copyOfRange(line.array(), from, from + length);
      line.truncate(from);
      line.writeByte('"');
      for (byte b : plain) {
        if (b == '"') {
          line.writeByte('"');
        }
        line.writeByte(b);
      }
      line.writeByte('"');
    }
  }

  @Override
  DelimitedSink with(OutputFolder folder, Compression compression) {
    return new DelimitedSink(folder, separator, compression);
  }
}
