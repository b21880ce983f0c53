package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A shipped job by hand: single-threaded, without an engine, with the same answer. */
public interface Baseline {
  /** The name of the job. */
  String name();

  /**
   * Computes the job's answer.
   *
   * @param inputs files and folders, in order; empty where parameters name the inputs
   * @param params the job's parameters as typed; what is missing has the job's default
   * @param output the file that is written, or replaced: the lines of the job's part files one
   *     behind the other, for ordered jobs in their order, for others in any
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException if a row or number is malformed
   */
  void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException;
}
