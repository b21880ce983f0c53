package dev.tandem.hadoop;

/**
 * Hadoop tells at length what its local runner does, and prints a stack trace where a job fails;
 * the engine says the same in its report and in one line. Whoever wants to read it all the same
 * sets the property.
 */
final class QuietLogs {
  private static final String LEVEL = "org.slf4j.simpleLogger.log.org.apache.hadoop";

  private QuietLogs() {}

  /** Has an effect only before the first of Hadoop's classes is loaded. */
  static void set() {
    if (System.getProperty(LEVEL) == null) {
      System.setProperty(LEVEL, "off");
    }
  }
}
