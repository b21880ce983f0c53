package dev.tandem.rdd.run;

import dev.tandem.cluster.Task;
import dev.tandem.cluster.TaskContext;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.lineage.StageFacts;
import java.util.Map;

/**
 * Twin of MapTask and ReduceTask of the MapReduce engine: there is one kind of task here, which
 * computes one partition of a stage's last RDD and hands the records to what the stage ends with.
 */
final class StageTask<R> implements Task<R> {
  private final RddNode rdd;
  private final int partition;
  private final RddRuntime runtime;
  private final boolean counts;
  private final TaskEnding<R> ending;
  private final Map<String, String> properties;

  /** A task that computes its partition for good; made by the thread that runs the job. */
  StageTask(RddNode rdd, int partition, RddRuntime runtime, TaskEnding<R> ending) {
    this(rdd, partition, runtime, true, ending);
  }

  /**
   * @param counts whether input and the user's counters count; not in a task that only looks at the
   *     records
   */
  StageTask(RddNode rdd, int partition, RddRuntime runtime, boolean counts, TaskEnding<R> ending) {
    this.counts = counts;
    this.rdd = rdd;
    this.partition = partition;
    this.runtime = runtime;
    this.ending = ending;
    this.properties = runtime.cluster().currentJob().properties();
  }

  @Override
  public R run(TaskContext task) throws Exception {
    try (ComputeContext context =
        new ComputeContext(task, runtime.shuffles(), runtime.store(), counts, stage(task))) {
      return run(context);
    }
  }

  private StageFacts stage(TaskContext task) {
    int attempt = runtime.attempts().of(task.attempt().unit());
    return new StageFacts(attempt, rdd.partitions(), properties);
  }

  private R run(ComputeContext context) throws Exception {
    try {
      R result = ending.run(rdd, partition, context);
      context.end(null);
      return result;
    } catch (Throwable e) { // whatever it is, those who wait for the end hear of it
      context.end(e);
      throw e;
    }
  }

  @Override
  public int number() {
    return partition;
  }

  @Override
  public int preferredNode() {
    return rdd.preferredNode(partition, runtime.store());
  }
}
