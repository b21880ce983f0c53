package dev.tandem.jobs.streams;

import java.util.Map;

/**
 * How far Java goes where nobody insists on Strings, collections and short programs. It shows what
 * is left between an engine that is given slices of bytes and the machine.
 */
public final class BytesPeer extends ProgramsPeer {
  /** For the list of services. */
  public BytesPeer() {
    super(
        "bytes",
        "plain Java on bytes and arrays, without an object for a token",
        Map.of("wordcount", new ByteWords()));
  }
}
