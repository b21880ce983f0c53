package dev.tandem.rdd.api;

import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.shuffle.Partitioning;
import java.util.List;

/** RDDs behind each other; those that are placed alike stay placed. */
final class Unions {
  private Unions() {}

  /**
   * @param rdds at least one, of one kind
   */
  static RddNode of(List<? extends RddLike<?>> rdds) {
    if (rdds.isEmpty()) {
      throw new IllegalArgumentException("Union called on no argument");
    }
    RddLike<?> first = rdds.get(0);
    List<RddNode> nodes = rdds.stream().map(rdd -> rdd.node).toList();
    Partitioning partitioning = first.node.partitioning();
    boolean alike =
        partitioning != null && nodes.stream().allMatch(n -> partitioning.sameAs(n.partitioning()));
    if (!alike) {
      return first.context.lineages().union("union", sameShape(rdds));
    }
    int parents = nodes.size();
    return first
        .context
        .lineages()
        .pushed(
            "union of placed alike",
            nodes.stream().map(OneToOne::new).toList(),
            first.node::partitions,
            (partition, each, out) -> {
              for (int parent = 0; parent < parents; parent++) {
                each.push(parent, out);
              }
            },
            partitioning,
            first.shape());
  }

  /** Records of different codecs get one that takes all. */
  private static List<RddNode> sameShape(List<? extends RddLike<?>> rdds) {
    boolean same = rdds.stream().map(RddActions::shape).distinct().count() == 1;
    return rdds.stream()
        .map(
            rdd ->
                same
                    ? rdd.node
                    : rdd.context
                        .lineages()
                        .step(
                            "union",
                            rdd.node,
                            (key, value, out) -> out.emit(key, value),
                            true,
                            rdd.form.shape()))
        .toList();
  }
}
