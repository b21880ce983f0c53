package dev.tandem.contract.plan;

import java.io.IOException;

/**
 * Carries an IOException of the engine (a full disk while spilling, say) through user code without
 * blaming the user's step.
 */
public final class StorageFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause what the storage said
   */
  public StorageFailure(IOException cause) {
    super(cause.getMessage(), cause);
  }

  @Override
  public synchronized IOException getCause() {
    return (IOException) super.getCause();
  }
}
