package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Source;
import java.util.Collection;

/**
 * One run of one job on one engine, as the job sees it. Bags are descriptions: nothing is computed
 * until an action ({@code collect, take, count ...}) or {@link #run()}. The driver is
 * single-threaded; a pipeline must not be used from two threads, and never inside a function that
 * runs in a task.
 */
public interface Pipeline {
  /** The records of a source. */
  <T> Bag<T> read(Source<T> source);

  /**
   * A bag of the given values, in their order, split evenly: partition i of n holds the values from
   * {@code i * size / n} on (Spark's rule for parallelize).
   *
   * @param codec how the values are written
   * @param values not null, without nulls; copied now
   */
  <T> Bag<T> of(Codec<T> codec, Collection<T> values);

  /** As {@link #of(Codec, Collection)}, with codecs by each value's class. */
  <T> Bag<T> of(Collection<T> values);

  /** The user's counter of this name; the same handle every time. */
  Counter counter(String name);

  /** Makes a value available to all tasks. The value must have a codec ({@code Codecs}). */
  <T> Broadcast<T> broadcast(T value);

  /**
   * Runs all pending writes together. Implied at the end of {@code define}; what was written
   * becomes visible when the job ends. Once it has failed, every later call fails in the same way,
   * also if the job has caught the first failure: half of an output must not become visible.
   */
  void run();
}
