package dev.tandem.mapreduce.plan;

import dev.tandem.contract.plan.Operation;

/**
 * What a round does with its results. A round may have several outputs, each of which gets all of
 * them.
 */
public sealed interface RoundOutput {
  /**
   * Writes them to a sink or to the driver.
   *
   * @param mapper steps in front of this output alone
   * @param write where to
   */
  record Written(FusedSteps mapper, Operation.Write write) implements RoundOutput {
    @Override
    public String toString() {
      return (mapper.operations().isEmpty() ? "" : mapper + ", then ") + write.name();
    }
  }

  /**
   * Writes them to a sink as they are, nulls included.
   *
   * @param write where to
   * @param lazily whether a task that emits nothing writes no file
   */
  record Direct(Operation.Write write, boolean lazily) implements RoundOutput {
    @Override
    public String toString() {
      return write.name();
    }
  }

  /** Keeps them in files for later rounds. */
  record Kept(Intermediate data) implements RoundOutput {
    @Override
    public String toString() {
      return "keep " + data.name();
    }
  }
}
