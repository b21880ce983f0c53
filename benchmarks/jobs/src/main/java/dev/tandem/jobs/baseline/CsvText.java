package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** A reader of RFC 4180: one state machine over the characters of a file. */
final class CsvText {
  private static final char MARK = '\uFEFF';

  private final Reader in;
  private final char[] buffer = new char[1 << 16];
  private final StringBuilder cell = new StringBuilder();
  private int position;
  private int limit;
  private long row;

  CsvText(Reader in) throws IOException {
    this.in = in;
    if (peek() == MARK) {
      position++;
    }
  }

  /** The next character without taking it, -1 at the end. */
  private int peek() throws IOException {
    if (position == limit) {
      limit = Math.max(0, in.read(buffer));
      position = 0;
    }
    return limit == 0 ? -1 : buffer[position];
  }

  /** The next row that is not a blank line, or null at the end. */
  List<String> next() throws IOException {
    while (peek() == '\n' || peek() == '\r') {
      position++;
    }
    if (peek() < 0) {
      return null;
    }
    row++;
    List<String> cells = new ArrayList<>();
    cells.add(cell());
    while (peek() == ',') {
      position++;
      cells.add(cell());
    }
    position++; // the end of the line; of a CRLF the LF makes a blank line
    return cells;
  }

  private String cell() throws IOException {
    cell.setLength(0);
    if (peek() == '"') {
      quoted();
      return cell.toString();
    }
    int c = peek();
    while (c != ',' && c != '\n' && c != '\r' && c >= 0) {
      cell.append((char) c);
      position++;
      c = peek();
    }
    return cell.toString();
  }

  private void quoted() throws IOException {
    position++;
    while (true) {
      int c = peek();
      if (c < 0) {
        throw new IllegalArgumentException("row " + row + ": a quote is never closed");
      }
      position++;
      if (c == '"' && peek() != '"') {
        break;
      }
      position += c == '"' ? 1 : 0;
      cell.append((char) c);
    }
    int after = peek();
    if (after >= 0 && after != ',' && after != '\n' && after != '\r') {
      throw new IllegalArgumentException("row " + row + ": text follows a closing quote");
    }
  }
}
