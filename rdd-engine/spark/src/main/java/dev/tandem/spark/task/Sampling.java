package dev.tandem.spark.task;

import dev.tandem.cluster.sampling.KeySampler;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.TaskStopped;
import java.io.Serializable;

/** The keys of one partition for the bounds of a sort. */
public final class Sampling implements Collector {
  private final KeySampler<Object> sampler;
  private final TaskStopped full = new TaskStopped("enough keys were sampled");
  private long left;

  private Sampling(KeySampler<Object> sampler, long most) {
    this.sampler = sampler;
    this.left = most;
  }

  /**
   * What is sampled.
   *
   * @param keys the codec of the keys
   * @param seed of the run
   * @param most records of a partition that are looked at
   */
  public record Spec(Codec<Object> keys, long seed, long most) implements Serializable {
    /** A sampler that has seen nothing. */
    public KeySampler<Object> sampler() {
      return new KeySampler<>(keys, seed);
    }
  }

  /** The ending of a job that samples. What its last tasks count does not count. */
  public static Ending<KeySampler<Object>> ending(Shipped<Spec> shipped) {
    return (chainSpec, partition, elements) -> {
      Spec spec = shipped.open();
      Sampling sampling = new Sampling(spec.sampler(), spec.most());
      ChainSpec.Chain chain = chainSpec.open(partition, elements, sampling);
      try {
        chain.pushAll();
      } catch (TaskStopped e) {
        if (e != sampling.full) {
          throw e;
        }
      }
      chain.discard();
      return sampling.sampler;
    };
  }

  @Override
  public void emit(Object key, Object value) {
    sampler.offer(key);
    if (--left == 0) {
      throw full;
    }
  }
}
