package dev.tandem.mapreduce.api;

import java.io.IOException;

/**
 * Takes the records that a mapper or a reducer writes.
 *
 * @param <K> keys
 * @param <V> values
 */
@FunctionalInterface
public interface RecordSink<K, V> {
  /**
   * Takes one record.
   *
   * @throws IOException if it cannot be written
   */
  void write(K key, V value) throws IOException, InterruptedException;
}
