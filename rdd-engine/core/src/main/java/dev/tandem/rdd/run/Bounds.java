package dev.tandem.rdd.run;

import dev.tandem.cluster.TaskSet;
import dev.tandem.cluster.sampling.KeySampler;
import dev.tandem.cluster.sampling.SampleRule;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.KeyGrouping;
import dev.tandem.rdd.lineage.Lineage;
import dev.tandem.rdd.lineage.Rdd;
import dev.tandem.rdd.plan.KnownRdds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Samples the keys of a sort before its shuffle, by the rule that all engines share: a stage of its own. */
final class Bounds {
  private final RddRuntime runtime;
  private final KnownRdds known;
  private final MapStages mapStages;

  Bounds(RddRuntime runtime, KnownRdds known, MapStages mapStages) {
    this.runtime = runtime;
    this.known = known;
    this.mapStages = mapStages;
  }

  /** Sets the bounds of a grouping. */
  void sample(KeyGrouping grouping) {
    KeySampler<Object> all = newSampler(grouping);
    for (Rdd parent : grouping.parents()) {
      mapStages.ensure(parent);
      runSample(grouping, parent).forEach(all::merge);
    }
    grouping.setBounds(all.bounds(grouping.partitions(), grouping.boundsOrder()));
  }

  private KeySampler<Object> newSampler(KeyGrouping grouping) {
    return new KeySampler<>(grouping.keys(), runtime.cluster().options().seed());
  }

  private List<KeySampler<Object>> runSample(KeyGrouping grouping, Rdd parent) {
    boolean whole = Lineage.hasShuffle(parent);
    List<Integer> partitions =
        whole
            ? IntStream.range(0, parent.partitions()).boxed().toList()
            : SampleRule.splits(parent.partitions());
    List<StageTask<KeySampler<Object>>> tasks = new ArrayList<>();
    for (int partition : partitions) {
      tasks.add(
          new StageTask<>(
              parent, partition, runtime, false, (rdd, number, context) -> sample(grouping, rdd, number, whole, context)));
    }
    String unit = "stage " + known.nextStage() + ": sample for " + grouping.name();
    List<KeySampler<Object>> samples =
        runtime.cluster().run(TaskSet.of(unit, tasks).onFetchFailure(mapStages.lostOutputs()));
    runtime.cluster().log().unitRan();
    return samples;
  }

  private KeySampler<Object> sample(
      KeyGrouping grouping, Rdd rdd, int partition, boolean whole, ComputeContext context) throws Exception {
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
