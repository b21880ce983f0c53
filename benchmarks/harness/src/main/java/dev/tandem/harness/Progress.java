package dev.tandem.harness;

/** Hears how a benchmark goes on. Called by one thread. */
public interface Progress {
  /** Hears nothing. */
  Progress NONE = line -> {};

  /** A step begins or has ended: one line for people. */
  void say(String line);

  /**
   * A turn begins, or the last one has ended.
   *
   * @param what begins, in a few words
   * @param secondsDone of the estimate
   * @param seconds of the estimate for all turns; grows and shrinks as turns tell more
   */
  default void turn(String what, double secondsDone, double seconds) {}
}
