package dev.tandem.cluster.output;

import java.io.IOException;

/** Passed before each step of a job's commit: the place where tests make it fail. */
@FunctionalInterface
interface Step {
  /**
   * @throws IOException if the step is to fail
   */
  void next() throws IOException;
}
