package dev.tandem.rdd.lineage;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.rdd.lineage.Dependency.NarrowDependency;
import dev.tandem.rdd.shuffle.Partitioning;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * An RDD whose partitions are computed by a function that lets its parents push into it: Spark's
 * CoalescedRDD, CartesianRDD, PartitionwiseSampledRDD, ZippedWithIndexRDD and
 * PartitionerAwareUnionRDD. Unlike a {@link PartitionsRdd} it needs no iterators, and no thread
 * beside the task's own; unlike a {@link StepRdd} it knows the number of its partition.
 */
public final class PushedRdd extends FunctionRdd<PushedRdd.Function> {
  /** Computes one partition. */
  @FunctionalInterface
  public interface Function extends Serializable {
    /**
     * Computes a partition.
     *
     * @param partition its number
     * @param parents what it is computed from
     * @param out takes the records
     * @throws Exception whatever a user's function inside throws
     */
    void compute(int partition, Parents parents, Collector out) throws Exception;
  }

  /** What a partition is computed from. */
  @FunctionalInterface
  public interface Parents {
    /**
     * Pushes the partitions that a dependency names, one behind the other; may be called again,
     * also amid another push.
     *
     * @param dependency its place in the list
     * @param out takes the records
     */
    void push(int dependency, Collector out);
  }

  /**
   * @param operation stands for this RDD in the plan and says what the records look like
   * @param dependencies narrow ones
   * @param partitions asked once, on the driver
   * @param function computes a partition; each task has a copy
   * @param partitioning how the records are placed, or null
   */
  public PushedRdd(
      Operation operation,
      List<? extends NarrowDependency> dependencies,
      IntSupplier partitions,
      Closure<Function> function,
      Partitioning partitioning) {
    super(operation, dependencies, partitions, function, partitioning);
  }

  @Override
  void call(
      Closure<Function> compute,
      List<Dependency> lineage,
      int partition,
      ComputeContext context,
      Collector out) {
    Parents parents =
        (dependency, into) ->
            push((NarrowDependency) lineage.get(dependency), partition, context, into);
    try {
      compute.open(context.scope(operation(), partition)).compute(partition, parents, out);
    } catch (StepFailure | TaskStopped | StorageFailure e) {
      throw e;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      throw failure(e);
    }
  }

  private static void push(
      NarrowDependency from, int partition, ComputeContext context, Collector out) {
    try {
      for (int parent : from.parentPartitions(partition)) {
        from.parent().push(parent, context, out);
      }
    } catch (IOException e) {
      throw new StorageFailure(e);
    } catch (FetchFailure e) {
      throw e.unchecked();
    }
  }
}
