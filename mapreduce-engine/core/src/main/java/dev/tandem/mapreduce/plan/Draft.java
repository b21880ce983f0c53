package dev.tandem.mapreduce.plan;

import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A logical plan on its way to rounds: what the passes have found out about its operations so far,
 * by id. Immutable; each pass returns a fuller one.
 *
 * @param plan the operations
 * @param partitions of a shuffle that does not say
 * @param stored results of earlier evaluations that are still there
 * @param needed the operations that must be looked at, ascending: writes and what they need, up to
 *     stored results
 * @param placements of keyed operations whose placement is known
 * @param alike why a grouping needs no shuffle
 * @param kept why the records of an operation are written to files for later rounds
 * @param forks operations with several consumers that are all served by the round that computes
 *     them
 */
record Draft(
    LogicalPlan plan,
    int partitions,
    Map<Integer, Intermediate> stored,
    List<Operation> needed,
    Map<Integer, Placement> placements,
    Map<Integer, String> alike,
    Map<Integer, String> kept,
    Set<Integer> forks) {

  static Draft of(LogicalPlan plan, int partitions, Map<Integer, Intermediate> stored) {
    return new Draft(
        plan, partitions, Map.copyOf(stored), List.of(), Map.of(), Map.of(), Map.of(), Set.of());
  }

  Draft withPlan(LogicalPlan other) {
    return new Draft(other, partitions, stored, needed, placements, alike, kept, forks);
  }

  Draft withNeeded(List<Operation> operations) {
    return new Draft(
        plan, partitions, stored, List.copyOf(operations), placements, alike, kept, forks);
  }

  Draft withPlacements(Map<Integer, Placement> found) {
    return new Draft(
        plan, partitions, stored, needed, Collections.unmodifiableMap(found), alike, kept, forks);
  }

  Draft withAlike(Map<Integer, String> groupings) {
    return new Draft(
        plan,
        partitions,
        stored,
        needed,
        placements,
        Collections.unmodifiableMap(groupings),
        kept,
        forks);
  }

  Draft withKept(Map<Integer, String> operations, Set<Integer> forking) {
    return new Draft(
        plan,
        partitions,
        stored,
        needed,
        placements,
        alike,
        Collections.unmodifiableMap(operations),
        Set.copyOf(forking));
  }

  boolean isStored(Operation operation) {
    return stored.containsKey(operation.id());
  }

  /** The consumers among the needed operations, by id; none for stored operations' inputs. */
  Map<Integer, List<Operation>> consumers() {
    Map<Integer, List<Operation>> consumers = new HashMap<>();
    needed.forEach(operation -> consumers.put(operation.id(), new ArrayList<>(2)));
    for (Operation operation : needed) {
      if (!isStored(operation)) {
        operation.inputs().forEach(input -> consumers.get(input.id()).add(operation));
      }
    }
    return consumers;
  }
}
