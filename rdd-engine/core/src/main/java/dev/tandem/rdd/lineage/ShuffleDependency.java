package dev.tandem.rdd.lineage;

import dev.tandem.rdd.shuffle.KeyGrouping;
import dev.tandem.rdd.shuffle.Shuffle;
import java.util.List;

/**
 * A dependency that needs all partitions of the parent: its records are placed anew, by their keys.
 *
 * @param id the number of the shuffle, unique in a run
 * @param inputs all that is grouped together, in order
 * @param input which of them is the parent, whose records move
 * @param grouping how they are placed
 */
public record ShuffleDependency(int id, List<RddNode> inputs, int input, KeyGrouping grouping)
    implements Dependency, Shuffle {
  @Override
  public RddNode parent() {
    return inputs.get(input);
  }

  @Override
  public String from() {
    return parent().name();
  }

  @Override
  public int maps() {
    return parent().partitions();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShuffleDependency that && id == that.id;
  }

  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public String toString() {
    return "shuffle " + id;
  }
}
