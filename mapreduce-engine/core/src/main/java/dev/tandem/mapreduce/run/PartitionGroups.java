package dev.tandem.mapreduce.run;

import dev.tandem.contract.plan.Collector;
import dev.tandem.mapreduce.plan.LoopTask;
import dev.tandem.mapreduce.plan.ReduceLoop;
import dev.tandem.mapreduce.shuffle.PulledGroups;
import java.io.IOException;

/**
 * The groups of a partition for a reducer that pulls them, without those that are known to be bad:
 * what {@link SplitRecords} is for map tasks.
 */
final class PartitionGroups implements PulledGroups {
  private final PulledGroups groups;
  private final Collector point;
  private final SkippingLoop skipping;
  private boolean leftOut;
  private long skippedValues;

  /**
   * @param groups all of them
   * @param point is passed before each group
   * @param skipping hides the bad ones
   */
  PartitionGroups(PulledGroups groups, Collector point, SkippingLoop skipping) {
    this.groups = groups;
    this.point = point;
    this.skipping = skipping;
  }

  /**
   * Has a reducer go over them.
   *
   * @return values of groups that were left out
   * @throws IOException if the storage fails
   */
  long run(ReduceLoop reducer, LoopTask task) throws IOException {
    skipping.run(one -> reducer.run(this, one), task);
    return skippedValues;
  }

  @Override
  public boolean nextGroup() {
    return skipping.next(this::nextOfAll, () -> leftOut = true);
  }

  /** The values of a group that is left out are passed over, not read: that may be what is bad. */
  private boolean nextOfAll() {
    long before = groups.records();
    boolean more = groups.nextGroup();
    skippedValues += leftOut ? groups.records() - before : 0;
    leftOut = false;
    if (more) {
      point.emit(null, null);
    }
    return more;
  }

  @Override
  public Object key() {
    return groups.key();
  }

  @Override
  public boolean hasNext() {
    return groups.hasNext();
  }

  @Override
  public Object next() {
    return groups.next();
  }

  @Override
  public void mark(long memory) {
    groups.mark(memory);
  }

  @Override
  public boolean reset() {
    return groups.reset();
  }

  @Override
  public void clearMark() {
    groups.clearMark();
  }

  @Override
  public long groups() {
    return groups.groups();
  }

  @Override
  public long records() {
    return groups.records();
  }
}
