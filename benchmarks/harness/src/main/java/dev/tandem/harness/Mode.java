package dev.tandem.harness;

/** What a time is. */
public enum Mode {
  /** From the job's definition to the committed output, in a JVM that has run the job before. */
  WARM,
  /** A process from its start to its end: JVM, class loading, compilation, and one run. */
  COLD
}
