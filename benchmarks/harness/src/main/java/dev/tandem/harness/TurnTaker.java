package dev.tandem.harness;

import java.io.IOException;
import java.nio.file.Path;

/** Gives a contender a process in which it runs a job, once or several times. */
interface TurnTaker {
  /**
   * Runs a turn.
   *
   * @param spec what to run
   * @param file where the process finds it
   * @param output takes what the process prints
   * @return times only where every run was right
   * @throws IOException if no process can be started at all; one line
   */
  Round run(RunSpec spec, Path file, Path output) throws IOException;
}
