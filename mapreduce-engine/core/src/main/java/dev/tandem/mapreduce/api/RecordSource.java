package dev.tandem.mapreduce.api;

import java.io.IOException;

/**
 * Records that are pulled one after the other.
 *
 * @param <K> keys
 * @param <V> values
 */
public interface RecordSource<K, V> {
  /**
   * Moves to the next record; false behind the last one.
   *
   * @throws IOException if the input cannot be read; the message names the file
   */
  boolean nextKeyValue() throws IOException, InterruptedException;

  /** The key of the current record. */
  K getCurrentKey();

  /** The value of the current record. */
  V getCurrentValue();

  /** How much has been read, 0 to 1. */
  default float getProgress() {
    return 0;
  }
}
