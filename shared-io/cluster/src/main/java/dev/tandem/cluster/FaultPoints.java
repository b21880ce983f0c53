package dev.tandem.cluster;

import dev.tandem.contract.io.Attempt;
import java.io.IOException;

/** Places where faults can be injected. In production nothing is: {@link #NONE}. */
@FunctionalInterface
public interface FaultPoints {
  /** Lets everything pass. */
  FaultPoints NONE = (point, attempt, node) -> {};

  /**
   * An attempt passes a point.
   *
   * @param point its name
   * @param attempt who passes
   * @param node where; null on the driver
   * @throws IOException if the plan wants an I/O error here; other faults are unchecked
   */
  void hit(String point, Attempt attempt, Node node) throws IOException;
}
