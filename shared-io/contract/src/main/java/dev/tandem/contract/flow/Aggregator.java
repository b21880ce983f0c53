package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.io.Serializable;

/**
 * Folds the values of a group into one result, in pieces: an engine may fold some values on the map
 * side, merge the pieces on the reduce side, or fold everything at the end. It may therefore be run
 * 0, 1 or many times before the shuffle (Hadoop's combiner, Spark's map-side combine).
 *
 * <p><b>Laws</b> (checked by {@code AggregatorLaws} of the test kit):
 *
 * <ol>
 *   <li>{@code merge} is associative and commutative, and a fresh {@code create()} changes nothing
 *       when merged.
 *   <li>Splitting the values in any way and merging the pieces gives the same result as adding them
 *       one by one.
 *   <li>{@code add} and {@code merge} may change and return their <b>first</b> argument, never the
 *       second one.
 * </ol>
 *
 * Accumulators belong to the engine: it hands as first argument only an accumulator that it got
 * from {@code create}, {@code add} or {@code merge} inside the same task, so a retried task or a
 * second action never counts twice.
 *
 * @param <V> the values
 * @param <A> the accumulator
 * @param <R> the result
 */
public interface Aggregator<V, A, R> extends Serializable {
  /** A fresh accumulator of no values. */
  A create();

  /** {@code acc} and one more value. */
  A add(A acc, V value);

  /** The accumulator of the values of both; may change {@code into}, not {@code from}. */
  A merge(A into, A from);

  /** The result of all values. */
  R finish(A acc);

  /**
   * How accumulators travel through a shuffle. Derived from the class of {@code create()}; override
   * it where that class has no codec of its own.
   *
   * @throws IllegalArgumentException if the accumulator's class has no codec
   */
  @SuppressWarnings("unchecked")
  default Codec<A> accumulatorCodec() {
    return (Codec<A>) Codecs.of(create().getClass());
  }

  /**
   * How results are kept and written. Derived from the class that {@code finish} declares; override
   * it where that class leaves something open, such as the elements of a list, which are otherwise
   * written with their classes.
   */
  default Codec<R> resultCodec() {
    return Types.resultOf(this);
  }
}
