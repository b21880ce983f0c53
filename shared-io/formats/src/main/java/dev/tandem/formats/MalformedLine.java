package dev.tandem.formats;

import java.io.IOException;

/**
 * A line that its format does not allow; the reader, which knows where the line stands, makes a
 * {@link BadInputException} of it.
 */
final class MalformedLine extends IOException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  MalformedLine(String problem, String remedy, Exception cause) {
    super(problem, cause);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
