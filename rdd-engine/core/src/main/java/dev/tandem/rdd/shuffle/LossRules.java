package dev.tandem.rdd.shuffle;

import dev.tandem.contract.engine.RunOptions;

/**
 * What is done about published data that is lost.
 *
 * @param wholeNode whether one output that cannot be read costs all outputs of its node, as in
 *     Spark; else it costs itself
 * @param sums how a map task is found out that gives other records when it is run again
 */
public record LossRules(boolean wholeNode, Sums sums) {
  /** When the records of map tasks are summed up. */
  public enum Sums {
    /** Always, so that any change is found. */
    ALWAYS,
    /**
     * Not before a task is run again whose first records have been used: it then makes its records
     * twice and is found out if they differ.
     */
    WHEN_RUN_AGAIN,
    /** Never: what changes is mixed, as in Spark without its switch. */
    NEVER
  }

  private static final String SUMS = "spark.shuffle.orderIndependentChecksum.enabled";

  /**
   * Reads the switches. Unless told otherwise, records are summed up where what is published can be
   * lost: with several nodes, and in files. What lies on the heap of one node cannot.
   */
  public static LossRules of(RunOptions options) {
    String loss = options.conf("shuffle.loss", "output");
    return new LossRules(loss.equals("node"), sums(options));
  }

  private static Sums sums(RunOptions options) {
    boolean files = options.conf("shuffle", "memory").equals("files");
    Sums unsaid = options.nodes() > 1 || files ? Sums.ALWAYS : Sums.WHEN_RUN_AGAIN;
    return switch (options.conf(SUMS, "")) {
      case "true" -> Sums.ALWAYS;
      case "false" -> Sums.NEVER;
      default -> unsaid;
    };
  }
}
