package dev.tandem.mapreduce.api;

/**
 * A class of the job (a partitioner, a comparator, a format) that wants the job's configuration:
 * called once, before anything else.
 */
public interface Configurable {
  /** Gives it. */
  void setConf(Configuration conf);
}
