package dev.tandem.harness;

/** Hears how a benchmark goes on. Called by one thread. */
public interface Progress {
  /** Hears nothing. */
  Progress NONE = line -> {};

  /** A step begins or has ended: one line for people. */
  void say(String line);

  /** So many turns are done. */
  default void done(int turns, int of) {}
}
