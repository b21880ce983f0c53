package dev.tandem.spark.task;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.TaskScope;
import dev.tandem.contract.plan.TaskScopes;
import dev.tandem.spark.report.TaskBooks;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/** A task attempt as the steps of one RDD see it. Used by the thread of the attempt only. */
public final class TaskSide implements TaskScopes {
  private final TaskContext context = TaskContext.get();
  private final RunSide run;
  private final int partition;

  /**
   * @param run what is the same for all tasks of the run
   * @param partition of the RDD that is computed
   */
  public TaskSide(RunSide run, int partition) {
    this.run = run;
    this.partition = partition;
    run.checkAttempt(context);
  }

  /** The partition that is computed. */
  public int partition() {
    return partition;
  }

  /** Spark's own context. */
  public TaskContext context() {
    return context;
  }

  /** The books of the task. */
  public TaskBooks books() {
    return run.books();
  }

  /** Counts for this task. */
  public void count(Measure measure, long amount) {
    books().count(context.stageId(), context.partitionId(), measure, amount);
  }

  /** Ends the task if it has been killed. */
  public void checkKilled() {
    if (context.isInterrupted()) {
      throw new TaskKilledException("the run has ended");
    }
  }

  @Override
  public TaskScope of(Operation operation) {
    return scope(operation.id(), partition);
  }

  /** The scope of an operation, for another of its partitions. */
  public TaskScope scope(int operation, int ofPartition) {
    return new Scope(operation, ofPartition, books().nextOpening());
  }

  private final class Scope implements TaskScope {
    private final int operation;
    private final int ofPartition;
    private final int opening;

    Scope(int operation, int ofPartition, int opening) {
      this.operation = operation;
      this.ofPartition = ofPartition;
      this.opening = opening;
    }

    @Override
    public Counter counter(String name) {
      return books().counter(operation, ofPartition, opening, name);
    }

    @Override
    public Broadcast<?> broadcast(int id) {
      return new Copy(run.sides().value(id));
    }
  }

  /** Lives inside one task and is never shipped. */
  private static final class Copy implements Broadcast<Object> {
    private static final long serialVersionUID = 1L;
    private final transient Object value;

    Copy(Object value) {
      this.value = value;
    }

    @Override
    public Object value() {
      return value;
    }
  }
}
