package dev.tandem.mapreduce.plan;

import dev.tandem.contract.plan.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/**
 * What the writes need becomes what they still need: nothing in front of a result that an earlier
 * evaluation has stored.
 */
final class KeepNeeded {
  private KeepNeeded() {}

  static Draft apply(Draft draft) {
    TreeMap<Integer, Operation> needed = new TreeMap<>();
    Deque<Operation> open = new ArrayDeque<>(draft.plan().writes());
    while (!open.isEmpty()) {
      Operation next = open.pop();
      if (needed.put(next.id(), next) == null && !draft.isStored(next)) {
        next.inputs().forEach(open::push);
      }
    }
    List<Operation> ordered = new ArrayList<>(needed.values());
    return draft.withNeeded(ordered);
  }
}
