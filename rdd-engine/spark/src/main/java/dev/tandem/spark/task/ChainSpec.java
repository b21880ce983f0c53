package dev.tandem.spark.task;

import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StepChain;
import dev.tandem.contract.plan.TaskStopped;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.util.TaskCompletionListener;

/**
 * What a task does with the elements of an RDD: makes records of them and pushes them through fused
 * steps.
 *
 * @param form of the elements
 * @param before the operation whose records they are
 * @param steps in order
 * @param run what all tasks share
 */
public record ChainSpec(
    Form form, Shipped<StepSpec> before, Shipped<List<StepSpec>> steps, RunSide run)
    implements Serializable {

  /**
   * Opens the chain for a partition.
   *
   * @param partition of the RDD
   * @param elements of the RDD
   * @param end takes what comes out
   */
  public Chain open(int partition, Iterator<Object> elements, Collector end) {
    TaskSide task = new TaskSide(run, partition);
    Feed feed = null;
    try {
      feed = form.open(elements, task);
      Collector entrance =
          StepChain.link(
              before.open().operation(),
              steps.open().stream().map(StepSpec::operation).toList(),
              end,
              task);
      return new Chain(feed, entrance, task);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      throw TaskFailed.of(e, "");
    }
  }

  /** An open chain. */
  public static final class Chain {
    private final Feed feed;
    private final Collector entrance;
    private final TaskSide task;
    private boolean discarded;

    private Chain(Feed feed, Collector entrance, TaskSide task) {
      this.feed = feed;
      this.entrance = entrance;
      this.task = task;
      task.context().addTaskCompletionListener((TaskCompletionListener) context -> close());
    }

    /** Nothing that this task has counted counts. */
    void discard() {
      discarded = true;
      task.books().discard();
    }

    private void close() {
      try {
        feed.close();
        if (discarded) {
          task.books().discard();
        }
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    /** The task. */
    public TaskSide task() {
      return task;
    }

    /**
     * Pushes some records through.
     *
     * @return false once there are no more
     */
    public boolean push(int atMost) {
      task.checkKilled();
      try {
        return feed.push(entrance, atMost);
      } catch (TaskStopped e) {
        throw e;
      } catch (Throwable e) {
        throw TaskFailed.of(e, position());
      }
    }

    /** Where the record that was pushed last stands. */
    public String position() {
      try {
        return feed.position();
      } catch (RuntimeException unknown) {
        return "";
      }
    }

    /** Pushes all records through. */
    public void pushAll() {
      while (push(BATCH)) {
        // Between two batches the task can be killed.
      }
    }

    private static final int BATCH = 1024;
  }
}
