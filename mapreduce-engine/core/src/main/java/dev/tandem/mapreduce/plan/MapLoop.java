package dev.tandem.mapreduce.plan;

import java.io.IOException;

/** A map task that pulls its records: what Hadoop's {@code Mapper.run} is. */
public non-sealed interface MapLoop extends MapFunction {
  /** The records of a split. */
  interface Records {
    /**
     * Moves to the next record; false behind the last one.
     *
     * @throws IOException if the input cannot be read; the message names the file
     */
    boolean next() throws IOException;

    /** The current record, as the source gives it. */
    Object current();

    /** How much of the split has been read, 0 to 1. */
    float progress();
  }

  /**
   * Maps one split.
   *
   * @param records may be left unread
   * @param task where results go
   * @throws IOException if the storage fails
   * @throws dev.tandem.contract.plan.StepFailure if the user's code fails; names its class
   */
  void run(Records records, LoopTask task) throws IOException;
}
