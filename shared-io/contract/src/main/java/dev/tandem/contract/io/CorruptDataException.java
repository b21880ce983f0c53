package dev.tandem.contract.io;

/**
 * Bytes that were read back are not what was written: a flipped bit, a cut file, a length that the
 * data cannot hold.
 */
public final class CorruptDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was found and where, with file and offset as far as they are known
   */
  public CorruptDataException(String message) {
    super(message);
  }

  /**
   * @param message what was found and where
   * @param cause the failure underneath
   */
  public CorruptDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
