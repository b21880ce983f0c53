package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.contract.io.Output;
import java.io.IOException;

/**
 * Writes sorted records of a task to its runs, combining those of one key where there is a
 * combiner. Belongs to one thread at a time.
 */
public abstract class SpillWriter {
  private long combined;
  private long combinedTo;

  SpillWriter() {}

  /** Records that went into the combiner. */
  final long combined() {
    return combined;
  }

  /** Records that came out of the combiner. */
  final long combinedTo() {
    return combinedTo;
  }

  final void countCombined(long in, long out) {
    combined += in;
    combinedTo += out;
  }

  /** Whether there is a combiner. */
  abstract boolean combines();

  /**
   * Writes records {@code from} to {@code to} of a sorted buffer, which belong to one partition.
   */
  abstract void writeBuffered(SortBuffer buffer, int from, int to, RunWriter out)
      throws IOException;

  /**
   * Writes one record that never was in the buffer. It does not count as combined: Hadoop's
   * combiner does not see such records.
   */
  abstract void writeAlone(Output sortKey, Output value, RunWriter out) throws IOException;

  /** Writes a merge of runs that the combiner has gone through before, and combines once more. */
  abstract void writeCombined(Merge merge, RunWriter out) throws IOException;
}
