package dev.tandem.formats;

import java.io.IOException;

/**
 * Input that is not what its format allows. The message is one line: file, position, what is wrong,
 * what to do.
 */
public final class BadInputException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String position;

  /**
   * @param file the path of the file
   * @param position where in the file: {@code byte 1042} or {@code line 17}
   * @param problem what is wrong there
   * @param remedy what the user can do
   */
  public BadInputException(String file, String position, String problem, String remedy) {
    this(file, position, problem, remedy, null);
  }

  /**
   * @param file the path of the file
   * @param position where in the file: {@code byte 1042} or {@code line 17}
   * @param problem what is wrong there
   * @param remedy what the user can do
   * @param cause the failure underneath, or null
   */
  public BadInputException(
      String file, String position, String problem, String remedy, Throwable cause) {
    super(file + ", " + position + ": " + problem + "; " + remedy, cause);
    this.file = file;
    this.position = position;
  }

  /** The path of the file. */
  public String file() {
    return file;
  }

  /** Where in the file. */
  public String position() {
    return position;
  }
}
