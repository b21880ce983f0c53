package dev.tandem.mapreduce.shuffle;

import java.util.BitSet;
import java.util.List;

/** The map outputs of a round, as its reduce tasks see them. */
public interface MapRuns {
  /** How many map tasks there are. */
  int count();

  /** The outputs by task, once all map tasks have ended. */
  List<Run> all();

  /**
   * An output that the caller does not have; waits for one, but not for ever.
   *
   * @param seen tasks whose outputs the caller has; gets the one that is returned
   * @return null if there is no other one yet, or none is missing
   * @throws InterruptedException if the caller's task is stopped meanwhile
   */
  Run next(BitSet seen) throws InterruptedException;
}
