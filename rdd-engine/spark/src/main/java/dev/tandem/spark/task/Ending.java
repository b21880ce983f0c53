package dev.tandem.spark.task;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;

/**
 * What a job does with each partition of its last RDD.
 *
 * @param <R> the result of a partition; travels to the driver
 */
@FunctionalInterface
public interface Ending<R> extends java.io.Serializable {
  /**
   * Runs a chain to its end.
   *
   * @param spec the chain
   * @param partition of the RDD
   * @param elements of the RDD
   */
  R run(ChainSpec spec, int partition, Iterator<Object> elements) throws Exception;

  /** For {@code mapPartitionsWithIndex}: the only element is the result. */
  default Function2<Integer, Iterator<Object>, Iterator<R>> of(ChainSpec spec) {
    return (partition, elements) -> {
      try {
        return List.of(run(spec, partition, elements)).iterator();
      } catch (Exception e) {
        throw TaskFailed.of(e, "");
      }
    };
  }
}
