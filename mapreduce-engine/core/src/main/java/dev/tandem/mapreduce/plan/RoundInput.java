package dev.tandem.mapreduce.plan;

import dev.tandem.contract.plan.Operation;
import java.util.List;

/** Where the map tasks of a round read from. */
public sealed interface RoundInput {
  /** Whether the partitions come from a shuffle. */
  boolean shuffled();

  /** A source: a task for each split. */
  record Splits(Operation.Read read) implements RoundInput {
    @Override
    public boolean shuffled() {
      return false;
    }

    @Override
    public String toString() {
      return "read " + read.source().describe();
    }
  }

  /** What an earlier round left: a task for each partition. */
  record Stored(Intermediate data) implements RoundInput {
    @Override
    public boolean shuffled() {
      return data.shuffled();
    }

    @Override
    public String toString() {
      return "reread " + data.name();
    }
  }

  /**
   * Results that are partitioned and sorted alike, merged by key: a task for each partition. What
   * comes out are groups.
   *
   * @param group the grouping that needs no shuffle
   * @param sides one for each of its inputs
   * @param why it needs none
   */
  record Merged(Operation.GroupByKey group, List<Side> sides, String why) implements RoundInput {
    /** Copies the list. */
    public Merged {
      sides = List.copyOf(sides);
    }

    @Override
    public boolean shuffled() {
      return true;
    }

    @Override
    public String toString() {
      return "merge " + String.join(", ", sides.stream().map(Side::toString).toList()) + " by key";
    }
  }

  /**
   * One input of a merge.
   *
   * @param data the stored result
   * @param mapper steps that keep the keys
   */
  record Side(Intermediate data, FusedSteps mapper) {
    @Override
    public String toString() {
      return data.name() + (mapper.operations().isEmpty() ? "" : " (" + mapper + ")");
    }
  }
}
