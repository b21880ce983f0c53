package dev.tandem.mapreduce.shuffle;

import java.io.IOException;

/** Encoded records in order, one after the other. */
interface SortedRecords {
  /**
   * Points {@code view} at the next record, until the next call; false behind the last one.
   *
   * @throws IOException if they cannot be read
   */
  boolean next(RecordView view) throws IOException;
}
