package dev.tandem.rdd.lineage;

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
  static List<Rdd> parentsFirst(Rdd last, Predicate<Rdd> wanted) {
    List<Rdd> ordered = new ArrayList<>();
    Set<Rdd> seen = new HashSet<>();
    Set<Rdd> placed = new HashSet<>();
    Deque<Rdd> open = new ArrayDeque<>();
    open.push(last);
    while (!open.isEmpty()) {
      Rdd next = open.peek();
      if (seen.add(next)) {
        for (int i = next.parents().size() - 1; i >= 0; i--) {
          Rdd parent = next.parents().get(i);
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
  public static List<ShuffleDependency> shuffles(Rdd last, Predicate<Rdd> wanted) {
    List<ShuffleDependency> found = new ArrayList<>();
    for (Rdd rdd : stage(last, wanted)) {
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
  public static List<Rdd> stage(Rdd last, Predicate<Rdd> wanted) {
    List<Rdd> members = new ArrayList<>();
    Set<Rdd> seen = new HashSet<>();
    Deque<Rdd> open = new ArrayDeque<>();
    open.push(last);
    while (!open.isEmpty()) {
      Rdd next = open.pop();
      if (!wanted.test(next) || !seen.add(next)) {
        continue;
      }
      members.add(next);
      (next instanceof GroupingRdd grouping ? grouping.narrowParents() : next.parents())
          .forEach(open::push);
    }
    members.sort(java.util.Comparator.comparingInt(Rdd::id));
    return members;
  }

  /** Whether a shuffle has decided which partition the records of a partition are in. */
  public static boolean placedByShuffle(Rdd last, int partition) {
    Rdd rdd = last;
    int place = partition;
    while (rdd instanceof NarrowRdd step) {
      Dependency.NarrowDependency dependency = step.narrow(place);
      rdd = dependency.parent();
      place = dependency.parentPartition(place);
    }
    return rdd instanceof GroupingRdd;
  }

  /** Whether a shuffle lies anywhere behind an RDD. */
  public static boolean hasShuffle(Rdd last) {
    return parentsFirst(last, rdd -> true).stream().anyMatch(GroupingRdd.class::isInstance);
  }
}
