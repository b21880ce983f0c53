package dev.tandem.rdd.lineage;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.Dependency.OneParent;
import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.shuffle.Partitioning;
import java.util.List;

/** One step applied to each record or group of the parent: a ParallelDo or a CombineValues. */
public final class StepRdd extends NarrowRdd {
  private final OneToOne parent;

  /**
   * @param step the operation
   * @param parent its input
   * @param keepsKeys whether the records that it emits have the keys of those that they come from
   */
  public StepRdd(Operation step, RddNode parent, boolean keepsKeys) {
    super(step, List.of(parent), keepsKeys ? kept(parent.partitioning(), step) : null);
    this.parent = new OneToOne(parent);
  }

  /** Where keys stay, so does their place, unless another codec tells them apart in another way. */
  private static Partitioning kept(Partitioning partitioning, Operation step) {
    boolean sameKeys = partitioning != null && partitioning.keys().equals(checkedKeys(step));
    return sameKeys ? partitioning : null;
  }

  private static Codec<?> checkedKeys(Operation step) {
    Codec<?> keys = step.shape().key();
    return keys == null || !keys.canonical() ? null : Codecs.checkKey(keys, step.name());
  }

  @Override
  int countPartitions() {
    return parent.parent().partitions();
  }

  @Override
  public List<Dependency> dependencies() {
    return List.of(parent);
  }

  @Override
  OneParent narrow(int partition) {
    return parent;
  }

  @Override
  boolean isStep() {
    return true;
  }
}
