package dev.tandem.mapreduce.shuffle;

import java.io.IOException;

/** A run cannot be read: it is gone or damaged. Says whose it was, so that it can be made again. */
public final class RunLost extends IOException {
  private static final long serialVersionUID = 1L;

  private final int origin;

  RunLost(int origin, Exception cause) {
    super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    this.origin = origin;
  }

  /** The {@link Run#origin} of the run. */
  public int origin() {
    return origin;
  }
}
