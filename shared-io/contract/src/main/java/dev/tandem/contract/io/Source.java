package dev.tandem.contract.io;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * A format and a place to read from.
 *
 * @param <T> the records
 */
public interface Source<T> extends Serializable {
  /**
   * Cuts the input into splits, in input order: the order of the paths, then files by name, then
   * position. Any way of cutting gives each record to exactly one split. Called on the driver,
   * before any task.
   *
   * @param files the storage
   * @param rule how large splits should be
   * @throws IOException if a path is missing or cannot be listed; the message names it
   */
  List<Split> splits(FileStore files, SplitRule rule) throws IOException;

  /**
   * Opens one split in a task.
   *
   * @throws IOException if it cannot be opened; the message names the file
   */
  RecordReader<T> open(FileStore files, Split split) throws IOException;

  /** The codec of the records. */
  Codec<T> codec();

  /** What is read, for plans: {@code text lines of logs/}. */
  String describe();
}
