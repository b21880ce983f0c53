package dev.tandem.rdd.lineage;

import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.Dependency.Range;
import java.util.ArrayList;
import java.util.List;

/** The partitions of all parents, one parent behind the other. */
public final class UnionRdd extends NarrowRdd {
  private List<Range> ranges;

  /**
   * @param flatten the operation
   * @param parents its inputs
   */
  public UnionRdd(Operation flatten, List<RddNode> parents) {
    super(flatten, parents, null);
  }

  @Override
  int countPartitions() {
    Range last = ranges().get(parents().size() - 1);
    return last.from() + last.length();
  }

  private synchronized List<Range> ranges() {
    if (ranges == null) {
      List<Range> found = new ArrayList<>(parents().size());
      int from = 0;
      for (RddNode parent : parents()) {
        found.add(new Range(parent, from, parent.partitions()));
        from += parent.partitions();
      }
      ranges = List.copyOf(found);
    }
    return ranges;
  }

  /** Ranges of partitions. */
  @Override
  public List<Dependency> dependencies() {
    return List.copyOf(ranges());
  }

  @Override
  boolean isStep() {
    return false;
  }
}
