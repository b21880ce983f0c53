package dev.tandem.formats;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Split;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a whole RFC 4180 file with FastCSV. */
final class CsvRowReader implements PlacedRows.Rows {
  private static final char MARK = '\uFEFF';
  private static final int MAX_CELL =
      (int) Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 16);

  private static final Pattern STARTING_LINE = Pattern.compile("line (\\p{Nd}+)\\)$");

  private final FileBytes bytes;
  private final CloseableIterator<CsvRecord> rows;
  private final Columns columns;
  private final char comment;
  private boolean header;
  private long line = 1;

  /** Where reading failed; null unless it did. */
  private String failedAt;

  /**
   * @param columns the columns that rows have; null for all
   * @param comment what lines begin with that are none; 0 for nothing
   */
  CsvRowReader(FileStore files, Split split, boolean header, Columns columns, char comment)
      throws IOException {
    this.header = header;
    this.columns = columns;
    this.comment = comment;
    this.bytes = FileBytes.open(files, split.path(), 0);
    try {
      this.rows = rows(split.start() == 0 ? withoutMark(bytes) : Reader.nullReader());
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private CloseableIterator<CsvRecord> rows(Reader text) {
    return CsvReader.builder()
        .skipEmptyLines(true)
        .commentStrategy(comment == 0 ? CommentStrategy.NONE : CommentStrategy.SKIP)
        .commentCharacter(comment == 0 ? '#' : comment)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(MAX_CELL)
        .ofCsvRecord(text)
        .iterator();
  }

  private static Reader withoutMark(FileBytes bytes) throws IOException {
    PushbackReader text =
        new PushbackReader(new InputStreamReader(new Stream(bytes), StandardCharsets.UTF_8), 1);
    int first = text.read();
    if (first >= 0 && first != MARK) {
      text.unread(first);
    }
    return text;
  }

  @Override
  public boolean read(Emitter<? super List<String>> out, int atMost) throws IOException {
    for (int i = 0; i < atMost; i++) {
      CsvRecord row = next();
      if (row == null) {
        return false;
      }
      line = row.getStartingLineNumber();
      if (header) {
        header = false;
      } else {
        out.emit(columns == null ? row.getFields() : picked(row.getFields()));
      }
    }
    return true;
  }

  private List<String> picked(List<String> row) throws BadInputException {
    try {
      return columns.pick(row);
    } catch (MalformedLine e) {
      throw new BadInputException(bytes.path(), "line " + line, e.getMessage(), e.remedy());
    }
  }

  private CsvRecord next() throws IOException {
    try {
      return rows.hasNext() ? rows.next() : null;
    } catch (UncheckedIOException e) {
      throw failed(e.getCause());
    } catch (CsvParseException e) {
      throw failed(e.getCause() instanceof IOException cause ? cause : malformed(e));
    }
  }

  /** The position must not contradict the failure, whose line nobody else knows. */
  private IOException failed(IOException e) {
    failedAt = e instanceof BadInputException bad ? bad.position() : "behind line " + line;
    return e;
  }

  /**
   * FastCSV's message, but for the number of the line, depends on the locale and may hold any
   * character.
   */
  private IOException malformed(CsvParseException e) {
    String message = String.valueOf(e.getMessage());
    Matcher start = STARTING_LINE.matcher(message);
    long at = start.find() ? Long.parseLong(start.group(1)) : line;
    String problem =
        "a cell of more than " + MAX_CELL + " characters, or a quote that is never closed";
    if (message.startsWith("Unclosed")) {
      problem = "a quote is never closed";
    } else if (message.startsWith("Unexpected")) {
      problem = "a closing quote is followed by something else than a comma or a line end";
    }
    return new BadInputException(
        bytes.path(), "line " + at, problem, "double the quotes inside quoted cells", e);
  }

  @Override
  public long place() {
    return line;
  }

  @Override
  public String position() {
    return bytes.path() + ", " + where();
  }

  @Override
  public String where() {
    return failedAt == null ? "line " + line : failedAt;
  }

  @Override
  public long bytesRead() {
    return bytes.consumed();
  }

  @Override
  public void close() throws IOException {
    rows.close();
    bytes.close();
  }

  private static final class Stream extends InputStream {
    private final FileBytes bytes;

    Stream(FileBytes bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return bytes.read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return bytes.read(into, offset, length);
    }
  }
}
