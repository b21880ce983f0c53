package dev.tandem.spark.same;

import dev.tandem.rdd.api.RddContext;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;

/** Programs that are written once for Spark and once for our RDDs, and shall be the same. */
final class SamePrograms {
  private SamePrograms() {}

  /**
   * One of them.
   *
   * @param name for reports
   * @param ordered whether the order of the records in a partition counts
   * @param spark returns an RDD or a result
   * @param own the same
   */
  record Program(
      String name,
      boolean ordered,
      Function<JavaSparkContext, Object> spark,
      Function<RddContext, Object> own) {
    @Override
    public String toString() {
      return name;
    }
  }
}
