package dev.tandem.formats;

import dev.tandem.contract.io.InputException;

/**
 * Input that is not what its format allows. The message is one line: file, position, what is wrong,
 * what to do.
 *
 * <p>Decoders and parsers explain themselves in ways that mean nothing to a user, or not at all:
 * what they threw is kept as a suppressed exception, not as the cause, so that nobody who looks for
 * the deepest cause reports that instead.
 */
public final class BadInputException extends InputException {
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
   * @param underneath the failure that showed it, to be kept as suppressed; or null
   */
  public BadInputException(
      String file, String position, String problem, String remedy, Throwable underneath) {
    super(file + ", " + position + ": " + problem + "; " + remedy);
    this.file = file;
    this.position = position;
    if (underneath != null) {
      addSuppressed(underneath);
    }
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
