package dev.tandem.hadoop.peer;

/** One hand-written program. */
interface Program {
  /** Whether it does what these parameters ask for. */
  boolean knows(Typed params);

  /**
   * Runs it.
   *
   * @throws Exception if a job of it fails
   */
  void run(Work work) throws Exception;
}
