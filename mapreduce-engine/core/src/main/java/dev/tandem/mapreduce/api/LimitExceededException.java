package dev.tandem.mapreduce.api;

/** A job has more counters, or more groups of them, than it may. */
public final class LimitExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LimitExceededException(String message) {
    super(message);
  }
}
