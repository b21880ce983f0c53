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
  static RddNode of(RddContext context, List<? extends RddLike<?>> rdds) {
    if (rdds.isEmpty()) {
      throw new IllegalArgumentException("Union called on no argument");
    }
    RddBase.checkContext("union", context, rdds.toArray(RddBase<?>[]::new));
    List<? extends RddLike<?>> placed = placed(rdds);
    RddLike<?> first = placed.get(0);
    List<RddNode> nodes = placed.stream().map(rdd -> rdd.node).toList();
    Partitioning partitioning = first.node.partitioning();
    boolean alike =
        partitioning != null && nodes.stream().allMatch(n -> partitioning.sameAs(n.partitioning()));
    if (!alike) {
      return context.lineages().union("union", sameShape(rdds));
    }
    int parents = nodes.size();
    return context
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

  /** Those that say whether all are placed alike: what has no partition, as in Spark, does not. */
  private static List<? extends RddLike<?>> placed(List<? extends RddLike<?>> rdds) {
    boolean any = rdds.stream().anyMatch(rdd -> rdd.node.partitioning() != null);
    return any
        ? rdds.stream()
            .filter(rdd -> rdd.node.partitioning() != null || rdd.node.partitions() > 0)
            .toList()
        : rdds;
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
