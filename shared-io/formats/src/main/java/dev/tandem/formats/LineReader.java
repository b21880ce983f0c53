package dev.tandem.formats;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Split;
import java.io.IOException;

/** Pushes the records of the lines of a split. */
class LineReader<T> implements RecordReader<T> {
  private final FileStore files;
  private final Split split;
  private final LineRule rule;
  private final LineForm<T> form;
  private final LineScanner lines;
  private boolean dropsFirst;
  private long linesBefore = -1;

  LineReader(FileStore files, Split split, LineRule rule, LineForm<T> form) throws IOException {
    this(files, split, rule, form, false);
  }

  /**
   * @param dropsFirst whether the first line that the form does not skip is a header
   */
  LineReader(FileStore files, Split split, LineRule rule, LineForm<T> form, boolean dropsFirst)
      throws IOException {
    this.dropsFirst = dropsFirst;
    this.files = files;
    this.split = split;
    this.rule = rule;
    this.form = form;
    this.lines = LineScanner.open(files, split, rule);
  }

  @Override
  public boolean read(Emitter<? super T> out, int atMost) throws IOException {
    for (int i = 0; i < atMost; i++) {
      if (!lines.next()) {
        return false;
      }
      if (form.skips(lines)) {
        continue;
      }
      if (dropsFirst) {
        dropsFirst = false;
        continue;
      }
      T record = record();
      if (record != null) {
        out.emit(record);
      }
    }
    return true;
  }

  private T record() throws IOException {
    try {
      return form.record(lines);
    } catch (MalformedLine e) {
      throw new BadInputException(split.path(), where(), e.getMessage(), e.remedy(), e.getCause());
    }
  }

  /**
   * File, line and byte. A split knows no line numbers: the lines before it are counted when
   * somebody asks.
   */
  @Override
  public String position() {
    return split.path() + ", " + where();
  }

  /** Position of the current line in the (decompressed) file. */
  final long offset() {
    return lines.position();
  }

  /** The current line in the words of messages. */
  public final String where() {
    String at = lines.place(lines.position());
    try {
      if (linesBefore < 0) {
        linesBefore = countLinesBefore();
      }
      return "line " + (linesBefore + lines.lines()) + " (" + at + ")";
    } catch (IOException unreadable) {
      return at;
    }
  }

  private long countLinesBefore() throws IOException {
    if (split.start() == 0) {
      return 0;
    }
    Split before = new Split(split.path(), 0, split.start());
    try (LineScanner scanner = LineScanner.open(files, before, rule.withAnyLength())) {
      while (scanner.next()) {
        // Only counted.
      }
      return scanner.lines();
    }
  }

  @Override
  public long bytesRead() {
    return lines.consumed();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
