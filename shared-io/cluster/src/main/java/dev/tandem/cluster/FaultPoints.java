package dev.tandem.cluster;

import dev.tandem.contract.io.Attempt;
import java.io.IOException;
import java.util.List;

/** Places where faults can be injected. In production nothing is: {@link #NONE}. */
@FunctionalInterface
public interface FaultPoints {
  /** Lets everything pass. */
  FaultPoints NONE =
      new FaultPoints() {
        @Override
        public void hit(String point, Attempt attempt, Node node, String scratch) {
          // Nothing is injected.
        }

        @Override
        public boolean watches(String point) {
          return false;
        }
      };

  /**
   * An attempt passes a point.
   *
   * @param point its name
   * @param attempt who passes
   * @param node where; null on the driver
   * @param scratch the folder with the files that the attempt has written; null on the driver
   * @throws IOException if the plan wants an I/O error here; other faults are unchecked
   */
  void hit(String point, Attempt attempt, Node node, String scratch) throws IOException;

  /** As above, on the driver. */
  default void hit(String point, Attempt attempt) throws IOException {
    hit(point, attempt, null, null);
  }

  /** Whether anything can happen at a point: one that is passed for each record asks first. */
  default boolean watches(String point) {
    return true;
  }

  /** What was to happen and has not happened so far, each in a line that says why. */
  default List<String> unused() {
    return List.of();
  }
}
