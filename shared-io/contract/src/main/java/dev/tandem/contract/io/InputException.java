package dev.tandem.contract.io;

import java.io.IOException;

/**
 * An input that cannot be read as what it should be. The message is made for the user: it names
 * file, position and remedy.
 */
public class InputException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line that names file, position and remedy
   */
  public InputException(String message) {
    super(message);
  }
}
