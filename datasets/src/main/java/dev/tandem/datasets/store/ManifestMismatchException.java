package dev.tandem.datasets.store;

import java.io.IOException;

/** Data is not what its manifest says. */
public final class ManifestMismatchException extends IOException {
  private static final long serialVersionUID = 1L;

  public ManifestMismatchException(String message) {
    super(message);
  }
}
