package dev.tandem.mapreduce.plan;

import dev.tandem.contract.plan.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A chain of steps that grows at its end and shares its beginning with other chains, so that a plan
 * of thousands of steps is built in linear time.
 *
 * @param before the chain without its last step; null for the empty chain
 * @param last the last step
 * @param place which of several ways into the operation this chain is, from 0: counters count once
 *     for each operation and partition
 */
record Steps(Steps before, Operation last, int place) {
  static final Steps NONE = new Steps(null, null, 0);

  Steps then(Operation step, int way) {
    return new Steps(this, step, way);
  }

  boolean isEmpty() {
    return before == null;
  }

  /** The steps in order. */
  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Steps at = this; !at.isEmpty(); at = at.before) {
      operations.add(at.last);
    }
    Collections.reverse(operations);
    return operations;
  }

  /** The place of each step, in the order of {@link #operations}; empty if all are 0. */
  List<Integer> places() {
    List<Integer> places = new ArrayList<>();
    boolean zero = true;
    for (Steps at = this; !at.isEmpty(); at = at.before) {
      places.add(at.place);
      zero &= at.place == 0;
    }
    Collections.reverse(places);
    return zero ? List.of() : places;
  }
}
