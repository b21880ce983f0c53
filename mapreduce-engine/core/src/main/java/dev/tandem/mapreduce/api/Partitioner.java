package dev.tandem.mapreduce.api;

import java.util.Comparator;

/**
 * Twin of the RDD engine's {@code Partitioner}: may look at the value too, and is told how many
 * partitions there are.
 *
 * <p>Says which reduce task gets a record: Hadoop's {@code Partitioner}. Not asked where there is
 * one reduce task.
 *
 * @param <KEY> keys of the map output
 * @param <VALUE> values of the map output
 */
public abstract class Partitioner<KEY, VALUE> {
  /**
   * Told once in each map task, before the first record, how the job sorts its keys; does nothing
   * unless overridden.
   *
   * @param order of all keys of the map output; for one thread
   */
  public void setKeyOrder(Comparator<Object> order) {}

  /**
   * The partition of a record.
   *
   * @param numPartitions how many there are
   * @return from 0 to {@code numPartitions - 1}; anything else fails the task
   */
  public abstract int getPartition(KEY key, VALUE value, int numPartitions);
}
