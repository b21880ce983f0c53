package dev.tandem.contract.io;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A format for writing part files. A sink knows bytes only: names, staging and commit belong to the
 * engine, which opens one writer for each attempt of a task and publishes the files of the
 * committed attempts.
 *
 * @param <T> the records
 */
public non-sealed interface Sink<T> extends Destination<T> {
  /**
   * The folder below the run's output that receives the part files; empty for the output itself.
   */
  String folder();

  /** The ending of the part files, with its dot ({@code .gz}), or empty. */
  String extension();

  /**
   * Starts a part file.
   *
   * @param out an unbuffered stream; closed by the writer
   * @throws IOException if the head of the file cannot be written
   */
  RecordWriter<T> open(OutputStream out) throws IOException;
}
