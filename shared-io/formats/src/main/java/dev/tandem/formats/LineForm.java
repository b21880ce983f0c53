package dev.tandem.formats;

import dev.tandem.contract.io.Codec;
import java.io.IOException;
import java.io.Serializable;

/** What a source makes of a line. Stateless. */
interface LineForm<T> extends Serializable {
  /** Whether the current line is none to the format: not a record, and not the header either. */
  default boolean skips(LineScanner line) {
    return false;
  }

  /**
   * The record of the current line, or null to skip the line.
   *
   * @throws IOException if the line is malformed
   */
  T record(LineScanner line) throws IOException;

  /** The codec of the records. */
  Codec<T> codec();
}
