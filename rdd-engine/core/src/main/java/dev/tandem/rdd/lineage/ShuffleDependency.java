package dev.tandem.rdd.lineage;

/**
 * A dependency that needs all partitions of the parent: its records are placed anew, by their keys.
 *
 * @param id the number of the shuffle, unique in a run
 * @param parent whose records move
 * @param input which input of the grouping this is
 * @param grouping how they are placed
 */
public record ShuffleDependency(int id, RddNode parent, int input, KeyGrouping grouping)
    implements Dependency {
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
