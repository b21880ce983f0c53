package dev.tandem.jobs.baseline;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of an answer on their way to a file. */
final class AnswerFile implements Closeable {
  private final BufferedWriter out;

  AnswerFile(Path file) throws IOException {
    out =
        new BufferedWriter(
            new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8), 1 << 16);
  }

  /** Appends a line. */
  void line(String line) throws IOException {
    out.write(line);
    out.write('\n');
  }

  /** Appends {@code key TAB value}. */
  void line(String key, String value) throws IOException {
    out.write(key);
    out.write('\t');
    out.write(value);
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Backslash, TAB, LF and CR as two characters. */
  static String escaped(String text) {
    if (text.indexOf('\\') < 0
        && text.indexOf('\t') < 0
        && text.indexOf('\n') < 0
        && text.indexOf('\r') < 0) {
      return text;
    }
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
