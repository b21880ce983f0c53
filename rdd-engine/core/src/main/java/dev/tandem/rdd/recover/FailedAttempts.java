package dev.tandem.rdd.recover;

import dev.tandem.cluster.Node;
import dev.tandem.rdd.shuffle.Loss;
import java.util.HashMap;
import java.util.Map;

/**
 * How many attempts of a stage in a row have failed because an output that they read was lost, in
 * the sense of Spark's {@code spark.stage.maxConsecutiveAttempts}: one object for each run of a
 * stage, so a stage that succeeds begins anew.
 *
 * <p>An attempt of Spark's ends with the first such loss, and all outputs of that node are made
 * again. Here one output may be, so that others of the node turn out to be lost later: where they
 * had been made before that first loss, Spark would have made them again with it, and they belong
 * to the same failed attempt. Used by the thread that runs the stage.
 */
public final class FailedAttempts {
  private final Map<Node, Long> suspected = new HashMap<>();
  private int count;

  /**
   * Counts a loss.
   *
   * @param published how many outputs have been made by now
   * @return whether it is one more failed attempt
   */
  public boolean add(Loss loss, long published) {
    if (loss.made() <= suspected.getOrDefault(loss.node(), 0L)) {
      return false;
    }
    suspected.put(loss.node(), published);
    count++;
    return true;
  }

  /** How many attempts have failed. */
  public int count() {
    return count;
  }
}
