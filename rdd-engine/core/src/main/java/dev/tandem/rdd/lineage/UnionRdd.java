package dev.tandem.rdd.lineage;

import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.Dependency.Range;
import java.util.List;
import java.util.stream.IntStream;

/** The partitions of all parents, one parent behind the other. */
public final class UnionRdd extends NarrowRdd {
  /**
   * @param flatten the operation
   * @param parents its inputs
   */
  public UnionRdd(Operation flatten, List<RddNode> parents) {
    super(flatten, ranges(List.copyOf(parents)), null);
  }

  private static List<Range> ranges(List<RddNode> parents) {
    Starts starts = new Starts(parents);
    return IntStream.range(0, parents.size())
        .mapToObj(input -> new Range(parents.get(input), () -> starts.of(input)))
        .toList();
  }

  /** Which of the partitions is the first one of each parent. */
  private static final class Starts {
    private final List<RddNode> parents;
    private volatile int[] starts;

    Starts(List<RddNode> parents) {
      this.parents = parents;
    }

    /** Asked for each partition of each parent: locked only until it is known. */
    int of(int input) {
      int[] known = starts;
      return (known == null ? counted() : known)[input];
    }

    /** Counted when somebody asks first: sources may have to list files. */
    private synchronized int[] counted() {
      if (starts == null) {
        int[] found = new int[parents.size()];
        for (int i = 1; i < found.length; i++) {
          found[i] = found[i - 1] + parents.get(i - 1).partitions();
        }
        starts = found;
      }
      return starts;
    }
  }

  @Override
  int countPartitions() {
    List<Dependency> ranges = dependencies();
    Range last = (Range) ranges.get(ranges.size() - 1);
    return last.from().getAsInt() + last.parent().partitions();
  }

  @Override
  boolean isStep() {
    return false;
  }
}
