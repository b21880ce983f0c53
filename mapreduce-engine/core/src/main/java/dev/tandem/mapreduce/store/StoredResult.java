package dev.tandem.mapreduce.store;

import dev.tandem.mapreduce.plan.Intermediate;
import dev.tandem.mapreduce.shuffle.Run;
import java.util.List;

/**
 * A result in files.
 *
 * @param data what it is
 * @param partitions one file each, in order
 */
public record StoredResult(Intermediate data, List<Run> partitions) {
  /** Copies the list. */
  public StoredResult {
    partitions = List.copyOf(partitions);
  }
}
