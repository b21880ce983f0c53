package dev.tandem.contract.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An immutable plan: some writes and everything they need, inputs before consumers, in the order of
 * creation and never by hash.
 *
 * @param operations in ascending order of id
 * @param reused ids of the operations whose records the job uses again ({@code reuse()}) and has
 *     not released
 */
public record LogicalPlan(List<Operation> operations, Set<Integer> reused) {
  /** Copies both. */
  public LogicalPlan {
    operations = List.copyOf(operations);
    reused = Collections.unmodifiableSet(new java.util.TreeSet<>(reused));
  }

  /**
   * The plan of some writes.
   *
   * @param writes in the order in which the job asked for them
   * @param reused ids of reused operations, also of those that these writes do not need
   */
  public static LogicalPlan of(Collection<Operation.Write> writes, Set<Integer> reused) {
    TreeMap<Integer, Operation> found = new TreeMap<>();
    List<Operation> open = new ArrayList<>(writes);
    while (!open.isEmpty()) {
      Operation next = open.remove(open.size() - 1);
      if (found.put(next.id(), next) == null) {
        open.addAll(next.inputs());
      }
    }
    Set<Integer> used = new HashSet<>(reused);
    used.retainAll(found.keySet());
    return new LogicalPlan(new ArrayList<>(found.values()), used);
  }

  /** The writes, in order. */
  public List<Operation.Write> writes() {
    return operations.stream()
        .filter(Operation.Write.class::isInstance)
        .map(Operation.Write.class::cast)
        .toList();
  }

  /**
   * The consumers of each operation by the operation's id, each list in ascending order of id; one
   * entry for each input edge.
   */
  public Map<Integer, List<Operation>> consumers() {
    Map<Integer, List<Operation>> consumers = new LinkedHashMap<>();
    operations.forEach(operation -> consumers.put(operation.id(), new ArrayList<>()));
    for (Operation operation : operations) {
      operation.inputs().forEach(input -> consumers.get(input.id()).add(operation));
    }
    return consumers;
  }

  /** Whether the job asked to keep the records of this operation. */
  public boolean reuses(Operation operation) {
    return reused.contains(operation.id());
  }

  /**
   * The plan in which some operations are replaced; consumers are rebuilt on the replacements and
   * keep their ids.
   *
   * @param replacements by id; each has the id that it replaces
   */
  public LogicalPlan replace(Map<Integer, Operation> replacements) {
    Map<Integer, Operation> rebuilt = new LinkedHashMap<>();
    for (Operation operation : operations) {
      Operation base = replacements.getOrDefault(operation.id(), operation);
      List<Operation> inputs =
          base.inputs().stream().map(input -> rebuilt.get(input.id())).toList();
      boolean same = identical(base.inputs(), inputs);
      rebuilt.put(operation.id(), same ? base : base.withInputs(inputs));
    }
    return new LogicalPlan(new ArrayList<>(rebuilt.values()), reused);
  }

  private static boolean identical(List<Operation> a, List<Operation> b) {
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i) != b.get(i)) {
        return false;
      }
    }
    return true;
  }
}
