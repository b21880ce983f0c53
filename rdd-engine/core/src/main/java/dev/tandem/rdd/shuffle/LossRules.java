package dev.tandem.rdd.shuffle;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import java.util.List;

/**
 * What is done about published data that is lost.
 *
 * @param wholeNode whether one output that cannot be read costs all outputs of its node, as in
 *     Spark; else it costs itself
 * @param sums whether the records of map tasks are summed up, so that one that is run again and
 *     does not come to the same is found
 */
public record LossRules(boolean wholeNode, boolean sums) {
  private static final String SUMS = "spark.shuffle.orderIndependentChecksum.enabled";

  /**
   * Reads the switches. Unless told otherwise, records are summed up where there are several nodes:
   * where there is one, nothing is run again as long as its disk is sound.
   *
   * @throws JobFailed for one that cannot be read; names it
   */
  public static LossRules of(String job, RunOptions options) {
    String loss = options.conf("shuffle.loss", "output");
    if (!List.of("output", "node").contains(loss)) {
      throw new JobFailed(
          "job " + job + ": shuffle.loss is '" + loss + "', it must be output or node");
    }
    String sums =
        options.conf(
            "spark.shuffle.orderIndependentChecksum.enabled", String.valueOf(options.nodes() > 1));
    if (!List.of("true", "false").contains(sums)) {
      throw new JobFailed(
          "job " + job + ": " + SUMS + " is '" + sums + "', it must be true or false");
    }
    return new LossRules(loss.equals("node"), sums.equals("true"));
  }
}
