package dev.tandem.rdd.lineage;

import dev.tandem.rdd.store.PartitionStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Walks over lineages. All of them are loops with a stack of their own: lineages may be as long as
 * a job's loop runs.
 */
public final class Lineage {
  private Lineage() {}

  /**
   * An RDD and those it is made from, each once, parents before children.
   *
   * @param wanted an RDD that is not wanted is left out together with what only it is made from
   */
  static List<RddNode> parentsFirst(RddNode last, Predicate<RddNode> wanted) {
    List<RddNode> ordered = new ArrayList<>();
    Set<RddNode> seen = new HashSet<>();
    Set<RddNode> placed = new HashSet<>();
    Deque<RddNode> open = new ArrayDeque<>();
    open.push(last);
    while (!open.isEmpty()) {
      RddNode next = open.peek();
      if (seen.add(next)) {
        List<RddNode> parents = next.parents();
        for (int i = parents.size() - 1; i >= 0; i--) {
          RddNode parent = parents.get(i);
          if (!seen.contains(parent) && wanted.test(parent)) {
            open.push(parent);
          }
        }
      } else {
        open.pop();
        if (placed.add(next)) {
          ordered.add(next);
        }
      }
    }
    return ordered;
  }

  /**
   * The shuffles that a task of the stage of {@code last} reads, each once, in order: those that
   * are reached without crossing another one.
   *
   * @param wanted an RDD that is not wanted (it is kept in memory, say) is not looked behind
   */
  public static List<ShuffleDependency> shuffles(RddNode last, Predicate<RddNode> wanted) {
    List<ShuffleDependency> found = new ArrayList<>();
    for (RddNode rdd : stage(last, wanted)) {
      if (rdd instanceof GroupingRdd grouping) {
        found.addAll(grouping.shuffles());
      }
    }
    return found;
  }

  /**
   * The RDDs that are computed in the same task as {@code last}, itself included, parents before
   * children.
   */
  public static List<RddNode> stage(RddNode last, Predicate<RddNode> wanted) {
    List<RddNode> members = new ArrayList<>();
    Set<RddNode> seen = new HashSet<>();
    Deque<RddNode> open = new ArrayDeque<>();
    open.push(last);
    while (!open.isEmpty()) {
      RddNode next = open.pop();
      if (!wanted.test(next) || !seen.add(next)) {
        continue;
      }
      members.add(next);
      narrowParents(next).forEach(open::push);
    }
    members.sort(java.util.Comparator.comparingInt(RddNode::id));
    return members;
  }

  private static List<RddNode> narrowParents(RddNode rdd) {
    return rdd instanceof GroupingRdd grouping ? grouping.narrowParents() : rdd.parents();
  }

  /** Whether a shuffle has decided which partition the records of a partition are in. */
  public static boolean placedByShuffle(RddNode last, int partition) {
    RddNode rdd = last;
    int place = partition;
    while (rdd instanceof NarrowRdd step) {
      List<Dependency> lineage = step.lineage();
      if (lineage == null) {
        return step.checkpoint().placedByShuffle(place);
      }
      Dependency.OneParent dependency = step.narrow(lineage, place);
      rdd = dependency.parent();
      place = dependency.parentPartition(place);
    }
    return rdd instanceof GroupingRdd;
  }

  /** Whether a shuffle lies anywhere behind an RDD. */
  public static boolean hasShuffle(RddNode last) {
    return parentsFirst(last, rdd -> true).stream().anyMatch(GroupingRdd.class::isInstance);
  }

  /** A partition of an RDD. */
  private record Place(RddNode rdd, int partition) {}

  /**
   * The node that keeps a partition, or something that it is narrowly computed from, or that such a
   * thing wishes to be computed on; -1 if there is none. Each partition is looked at once, however
   * many ways lead to it.
   */
  static int nearestNode(RddNode last, int partition, PartitionStore store) {
    Set<Place> seen = new HashSet<>();
    Deque<Place> open = new ArrayDeque<>();
    open.push(new Place(last, partition));
    while (!open.isEmpty()) {
      Place next = open.pop();
      if (!seen.add(next)) {
        continue;
      }
      int kept = store.nodeOf(next.rdd().id(), next.partition());
      int node = kept < 0 ? next.rdd().wish(next.partition()) : kept;
      if (node >= 0) {
        return node;
      }
      for (Dependency edge : next.rdd().dependencies()) {
        if (edge instanceof Dependency.NarrowDependency narrow) {
          narrow
              .parentPartitions(next.partition())
              .forEach(from -> open.push(new Place(narrow.parent(), from)));
        }
      }
    }
    return -1;
  }
}
