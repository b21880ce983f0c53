package dev.tandem.rdd.lineage;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.Dependency.NarrowDependency;
import dev.tandem.rdd.shuffle.Partitioning;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * An RDD each of whose partitions is computed by a function from partitions of its parents. When
 * its lineage is cut it lets the function go: what a user has defined may refer to its parents.
 *
 * @param <F> the function
 */
abstract class FunctionRdd<F extends Serializable> extends RddNode {
  private volatile IntSupplier partitions;

  /** Null once the lineage was cut. */
  private volatile Closure<F> function;

  /**
   * @param operation stands for this RDD in the plan and says what the records look like
   * @param dependencies narrow ones
   * @param partitions asked once, on the driver
   * @param function computes a partition; each task has a copy
   * @param partitioning how the records are placed, or null
   */
  FunctionRdd(
      Operation operation,
      List<? extends NarrowDependency> dependencies,
      IntSupplier partitions,
      Closure<F> function,
      Partitioning partitioning) {
    super(operation, dependencies, partitioning);
    this.partitions = partitions;
    this.function = function;
  }

  @Override
  final int countPartitions() {
    return partitions.getAsInt();
  }

  @Override
  void clearDependencies() {
    int known = partitions();
    partitions = () -> known;
    function = null;
  }

  @Override
  final void compute(List<Dependency> lineage, int partition, ComputeContext context, Collector out)
      throws IOException, FetchFailure {
    Closure<F> compute = function;
    if (compute == null) {
      computeOrRead(partition, context, out); // it was cut a moment ago
    } else {
      call(compute, lineage, partition, context, out);
    }
  }

  /** Computes one partition by the function. */
  abstract void call(
      Closure<F> compute,
      List<Dependency> lineage,
      int partition,
      ComputeContext context,
      Collector out)
      throws IOException, FetchFailure;
}
