package dev.tandem.mapreduce.shuffle;

import java.util.Iterator;

/** The values of one input in a group: a single pass. */
public interface PulledValues extends Iterator<Object> {
  /**
   * Goes to the end without reading any value.
   *
   * @return how many there were
   */
  long passOver();
}
