package dev.tandem.mapreduce.explain.history;

import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The lines of a history, none of which may fill the memory. */
final class HistoryLines implements AutoCloseable {
  /** Many times the line of a job with thousands of counters. */
  static final int LONGEST = 8 << 20;

  private final String path;
  private final BufferedReader in;
  private int number;

  HistoryLines(FileStore files, String path) throws IOException {
    this.path = path;
    this.in =
        new BufferedReader(new InputStreamReader(files.open(path, 0), StandardCharsets.UTF_8));
  }

  /**
   * The next line, or null.
   *
   * @throws InputException if it is longer than any line of a history
   */
  String next() throws IOException {
    number++;
    StringBuilder line = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      if (line.length() == LONGEST) {
        throw refused("not a line of a job history (longer than " + LONGEST + " characters)");
      }
      line.append((char) c);
      c = in.read();
    }
    return line.toString();
  }

  /** The line that was read last is no JSON, or other JSON than that of a history. */
  InputException unreadable() {
    return refused("not a line of a job history; name a history, or copy it again");
  }

  /** An error in the line that was read last. */
  InputException refused(String why) {
    return new InputException(path + ", line " + number + ": " + why);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
