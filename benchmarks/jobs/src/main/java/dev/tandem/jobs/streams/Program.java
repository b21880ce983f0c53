package dev.tandem.jobs.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One job, on parallel streams. */
interface Program {
  /** Whether it knows these values of the job's parameters. */
  default boolean knows(Map<String, String> params) {
    return true;
  }

  /**
   * Computes the job's answer. Runs in a pool of as many threads as may be used, which is the one
   * that parallel streams take.
   *
   * @throws IOException if a file cannot be read or written
   */
  void run(List<Path> inputs, Map<String, String> params, Parts output) throws IOException;
}
