package dev.tandem.contract.io;

import dev.tandem.contract.flow.Emitter;
import java.io.Closeable;
import java.io.IOException;

/**
 * Reads the records of one split by pushing them in batches. Used by one thread.
 *
 * @param <T> the records
 */
public interface RecordReader<T> extends Closeable {
  /**
   * Pushes up to {@code atMost} more records. Engines ask in batches, so that between two of them
   * they can notice that the task has been stopped.
   *
   * @param out takes the records; they are fresh and never reused by the reader
   * @param atMost at least 1
   * @return false once the split is exhausted
   * @throws IOException if the input cannot be read or is malformed; the message names the file and
   *     the position
   */
  boolean read(Emitter<? super T> out, int atMost) throws IOException;

  /**
   * Where the record that was pushed last stands, for error messages: {@code words.txt, byte 1042}.
   */
  String position();

  /** Bytes of storage consumed so far (compressed bytes where the file is compressed). */
  long bytesRead();
}
