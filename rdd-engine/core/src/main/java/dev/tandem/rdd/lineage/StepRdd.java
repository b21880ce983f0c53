package dev.tandem.rdd.lineage;

import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.shuffle.Partitioning;
import java.util.List;

/**
 * One step applied to each record or group of the parent: a ParallelDo (a map, a filter) or a
 * CombineValues. All that there is to an operator that looks at one record at a time: partition i
 * is made from partition i; what is done to a record, and how steps are fused, is {@link
 * NarrowRdd}'s.
 */
public final class StepRdd extends NarrowRdd {
  /**
   * @param step the operation
   * @param parent its input
   * @param keepsKeys whether the records that it emits have the keys of those that they come from,
   *     and therefore their places
   */
  public StepRdd(Operation step, RddNode parent, boolean keepsKeys) {
    super(
        step,
        List.of(new OneToOne(parent)),
        keepsKeys ? Partitioning.kept(parent.partitioning(), step) : null);
  }

  @Override
  int countPartitions() {
    return dependencies().get(0).parent().partitions();
  }

  @Override
  boolean isStep() {
    return true;
  }
}
