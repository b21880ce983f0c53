package dev.tandem.contract.io;

import java.io.Closeable;
import java.io.IOException;

/**
 * Writes the records of one part file. Used by one thread; nothing counts as written before {@link
 * #close} has returned.
 *
 * @param <T> the records
 */
public interface RecordWriter<T> extends Closeable {
  /**
   * Writes one record and keeps no reference to it.
   *
   * @throws IOException if the storage fails; the attempt then fails
   */
  void write(T record) throws IOException;

  /** The number of records written so far. */
  long records();

  /**
   * The sum, modulo 2^64, of {@link Digest#hash} over the bytes of each record written so far:
   * independent of order and of how records are spread over part files, so that two engines can be
   * compared by two numbers.
   */
  long digest();
}
