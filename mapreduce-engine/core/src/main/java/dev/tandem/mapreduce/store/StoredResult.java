package dev.tandem.mapreduce.store;

import dev.tandem.mapreduce.plan.Intermediate;
import dev.tandem.mapreduce.shuffle.Run;
import java.util.Collections;
import java.util.List;

/**
 * A result in files.
 *
 * @param data what it is
 * @param partitions one file each, in order
 * @param nodes which node wrote each partition, -1 if that is not known: who writes to HDFS keeps
 *     the first copy, so this is where the partition is best read
 */
public record StoredResult(Intermediate data, List<Run> partitions, List<Integer> nodes) {
  /** Copies the lists. */
  public StoredResult {
    partitions = List.copyOf(partitions);
    nodes = List.copyOf(nodes);
  }

  /** A result that no node of the cluster wrote. */
  public StoredResult(Intermediate data, List<Run> partitions) {
    this(data, partitions, Collections.nCopies(partitions.size(), -1));
  }
}
