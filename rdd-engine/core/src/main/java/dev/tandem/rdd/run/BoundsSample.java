package dev.tandem.rdd.run;

import dev.tandem.cluster.FetchFailureHandler;
import dev.tandem.cluster.TaskPolicy;
import dev.tandem.cluster.TaskSet;
import dev.tandem.cluster.sampling.KeySampler;
import dev.tandem.cluster.sampling.SampleRule;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.Lineage;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.plan.Stage;
import dev.tandem.rdd.shuffle.KeyGrouping;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Twin of BoundsSample of the MapReduce engine: samples the keys of a sort before its shuffle, by
 * the rule that both share. There a step before the round, here a stage of its own.
 */
final class BoundsSample {
  private final RddRuntime runtime;
  private final TaskPolicy policy;
  private final Function<String, FetchFailureHandler> lostOutputs;

  BoundsSample(
      RddRuntime runtime, TaskPolicy policy, Function<String, FetchFailureHandler> lostOutputs) {
    this.runtime = runtime;
    this.policy = policy;
    this.lostOutputs = lostOutputs;
  }

  /** Runs the stages that sample for a grouping, and sets its bounds. */
  void run(KeyGrouping grouping, List<Stage> stages) {
    KeySampler<Object> all = newSampler(grouping);
    stages.forEach(stage -> run(grouping, stage, all));
    grouping.setBounds(bounds(grouping, all));
  }

  /** The order may be a function of the user's, and it is called here, on the driver. */
  private static List<Object> bounds(KeyGrouping grouping, KeySampler<Object> all) {
    try {
      return all.bounds(grouping.partitions(), grouping.boundsOrder());
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      throw new StepFailure(grouping.operation().name(), String.valueOf(e), e);
    }
  }

  private KeySampler<Object> newSampler(KeyGrouping grouping) {
    return new KeySampler<>(grouping.keys(), runtime.cluster().options().seed());
  }

  /**
   * Each task's sample is merged as soon as the task is accepted: of many tasks only those that run
   * have samples of their own.
   */
  private void run(KeyGrouping grouping, Stage stage, KeySampler<Object> all) {
    boolean whole = Lineage.hasShuffle(stage.rdd());
    int count = stage.rdd().partitions();
    List<Integer> partitions =
        whole ? IntStream.range(0, count).boxed().toList() : SampleRule.splits(count);
    List<StageTask<Boolean>> tasks = new ArrayList<>();
    for (int partition : partitions) {
      tasks.add(
          new StageTask<>(
              stage.rdd(),
              partition,
              runtime,
              false,
              (rdd, number, context) -> {
                KeySampler<Object> sample = sample(grouping, rdd, number, whole, context);
                context.task().onAccepted(() -> merge(sample, all));
                return true;
              }));
    }
    runtime
        .cluster()
        .run(
            TaskSet.of(stage.unit(), tasks)
                .onFetchFailure(lostOutputs.apply(stage.unit()))
                .scheduled(policy));
    runtime.cluster().log().unitRan();
  }

  private static void merge(KeySampler<Object> sample, KeySampler<Object> all) {
    synchronized (all) {
      all.merge(sample);
    }
  }

  private KeySampler<Object> sample(
      KeyGrouping grouping, RddNode rdd, int partition, boolean whole, ComputeContext context)
      throws Exception {
    KeySampler<Object> sampler = newSampler(grouping);
    Sampling sampling = new Sampling(sampler, whole ? Long.MAX_VALUE : SampleRule.RECORDS);
    try {
      rdd.push(partition, context, sampling);
    } catch (TaskStopped e) {
      sampling.ifFull(e);
    }
    return sampler;
  }

  /** Looks at so many keys and then ends the task. */
  private static final class Sampling implements Collector {
    private final KeySampler<Object> sampler;
    private final TaskStopped full = new TaskStopped("enough keys were sampled");
    private long left;

    Sampling(KeySampler<Object> sampler, long most) {
      this.sampler = sampler;
      this.left = most;
    }

    @Override
    public void emit(Object key, Object value) {
      sampler.offer(key);
      if (--left == 0) {
        throw full;
      }
    }

    void ifFull(TaskStopped stopped) {
      if (stopped != full) {
        throw stopped;
      }
    }
  }
}
