package dev.tandem.rdd.lineage;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.contract.flow.Pair;
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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/**
 * An RDD whose partitions are computed by a function from whole partitions of its parents, which it
 * reads as iterators: Spark's MapPartitionsRDD and ZippedPartitionsRDD, and whatever a user defines
 * by the five properties. Steps that look at one record at a time need no iterators; they are
 * {@link StepRdd}s and are pushed.
 */
public final class PartitionsRdd extends FunctionRdd<PartitionsRdd.Function> {
  /** Computes one partition. */
  @FunctionalInterface
  public interface Function extends Serializable {
    /**
     * Computes a partition.
     *
     * @param partition its number
     * @param parents what each dependency needs, one iterator each, its partitions one behind the
     *     other; a record of a keyed parent is a {@link dev.tandem.contract.flow.Pair}
     * @return the records, read once; not null
     * @throws Exception whatever the user's function throws
     */
    Iterator<?> compute(int partition, List<Iterator<Object>> parents) throws Exception;
  }

  private volatile IntUnaryOperator preferred;

  /**
   * @param operation stands for this RDD in the plan and says what the records look like; those of
   *     a keyed one come from the function as pairs
   * @param dependencies narrow ones, in the order of the function's iterators
   * @param partitions asked once, on the driver
   * @param function computes a partition; each task has a copy
   * @param partitioning how the records (pairs) are placed, or null
   * @param preferred the number of the node that a partition is best computed on if nothing of it
   *     is kept, or -1
   */
  public PartitionsRdd(
      Operation operation,
      List<? extends NarrowDependency> dependencies,
      IntSupplier partitions,
      Closure<Function> function,
      Partitioning partitioning,
      IntUnaryOperator preferred) {
    super(operation, dependencies, partitions, function, partitioning);
    this.preferred = preferred;
  }

  @Override
  void clearDependencies() {
    super.clearDependencies();
    preferred = place -> -1;
  }

  @Override
  int wish(int partition) {
    return preferred.applyAsInt(partition);
  }

  @Override
  void call(
      Closure<Function> compute,
      List<Dependency> lineage,
      int partition,
      ComputeContext context,
      Collector out)
      throws IOException, FetchFailure {
    List<Pulled> parents = new ArrayList<>();
    try {
      for (Dependency dependency : lineage) {
        NarrowDependency from = (NarrowDependency) dependency;
        parents.add(new Pulled(from.parent(), from.parentPartitions(partition), context));
      }
      Iterator<?> records = call(compute, partition, context, parents);
      while (hasNext(records, parents)) {
        context.task().checkStopped();
        emit(next(records, parents), out);
      }
      for (Pulled parent : parents) {
        parent.rethrow(); // the function may have caught it and taken it for the end
      }
    } finally {
      parents.forEach(Pulled::close);
    }
  }

  private void emit(Object record, Collector out) {
    if (!operation().shape().keyed()) {
      out.emit(null, record);
    } else if (record instanceof Pair<?, ?> pair) {
      out.emit(pair.first(), pair.second());
    } else {
      throw new StepFailure(
          name(), "returned " + record.getClass().getName() + ", not a Pair", null);
    }
  }

  private Iterator<?> call(
      Closure<Function> compute, int partition, ComputeContext context, List<Pulled> parents)
      throws IOException, FetchFailure {
    try {
      Function own = compute.open(context.scope(operation(), partition));
      return Objects.requireNonNull(
          own.compute(partition, List.copyOf(parents)), "the function returned null");
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      throw failed(e, parents);
    }
  }

  private boolean hasNext(Iterator<?> records, List<Pulled> parents)
      throws IOException, FetchFailure {
    try {
      return records.hasNext();
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      throw failed(e, parents);
    }
  }

  private Object next(Iterator<?> records, List<Pulled> parents) throws IOException, FetchFailure {
    try {
      return Objects.requireNonNull(
          records.next(), "returned null; records, keys and values must not be null");
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      throw failed(e, parents);
    }
  }

  /** A parent's failure came first, whatever the function has made of it. */
  private RuntimeException failed(Throwable thrown, List<Pulled> parents)
      throws IOException, FetchFailure {
    for (Pulled parent : parents) {
      parent.rethrow();
    }
    if (thrown instanceof StepFailure
        || thrown instanceof TaskStopped
        || thrown instanceof StorageFailure) {
      return (RuntimeException) thrown;
    }
    return failure(thrown);
  }
}
