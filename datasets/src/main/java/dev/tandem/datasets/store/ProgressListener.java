package dev.tandem.datasets.store;

/** Hears how far a generation has come. */
@FunctionalInterface
public interface ProgressListener {
  /** Hears nothing. */
  ProgressListener NONE = bytes -> {};

  /**
   * Called on the generating thread after each chunk of about a megabyte and at the end. An
   * exception ends the generation, which then leaves nothing behind.
   *
   * @param bytes written so far, in all files together
   */
  void written(long bytes);
}
