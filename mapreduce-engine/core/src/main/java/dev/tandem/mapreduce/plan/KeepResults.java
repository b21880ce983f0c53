package dev.tandem.mapreduce.plan;

import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Operation.CombineValues;
import dev.tandem.contract.plan.Operation.Flatten;
import dev.tandem.contract.plan.Operation.GroupByKey;
import dev.tandem.contract.plan.Operation.ParallelDo;
import dev.tandem.contract.plan.Operation.Read;
import dev.tandem.contract.plan.Operation.Write;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts the plan into rounds by deciding which results are written to files. A result is kept
 *
 * <ul>
 *   <li>that the job reuses (sources are files already),
 *   <li>behind a grouping, where the next grouping or a union begins, or where several operations
 *       want it,
 *   <li>on which a merge on the map side is based,
 *   <li>that several operations want, where computing it again takes more than {@value #CHEAP}
 *       steps.
 * </ul>
 *
 * Where all that several operations do is to write, the round that computes the result serves them
 * at once: a fork.
 */
final class KeepResults {
  /** Steps that are rather run again than their result kept: reading and writing it costs more. */
  static final int CHEAP = 32;

  private final Draft draft;
  private final Map<Integer, List<Operation>> consumers;
  private final Set<Integer> endsInWrites;
  private final Map<Integer, String> kept = new LinkedHashMap<>();
  private final Set<Integer> forks = new HashSet<>();

  /** Operations that run behind a grouping in the same round. */
  private final Set<Integer> reduced = new HashSet<>();

  /** Steps that must run to compute an operation from files. */
  private final Map<Integer, Integer> cost = new HashMap<>();

  private KeepResults(Draft draft) {
    this.draft = draft;
    this.consumers = draft.consumers();
    this.endsInWrites = endsInWrites();
  }

  static Draft apply(Draft draft) {
    KeepResults pass = new KeepResults(draft);
    pass.keepBasesOfMerges();
    draft.needed().forEach(pass::look);
    return draft.withKept(pass.kept, pass.forks);
  }

  /** Operations behind which there is nothing but a chain to one write that wants all records. */
  private Set<Integer> endsInWrites() {
    Set<Integer> ends = new HashSet<>();
    List<Operation> needed = draft.needed();
    for (int i = needed.size() - 1; i >= 0; i--) {
      Operation operation = needed.get(i);
      List<Operation> next = consumers.get(operation.id());
      boolean step = operation instanceof ParallelDo || operation instanceof CombineValues;
      boolean passesOn =
          step
              && !draft.plan().reuses(operation)
              && next.size() == 1
              && ends.contains(next.get(0).id());
      if (operation instanceof Write write && !takes(write) || passesOn) {
        ends.add(operation.id());
      }
    }
    return ends;
  }

  /** Whether a write wants no more than the first records. */
  static boolean takes(Write write) {
    return write.destination() instanceof DriverResult<?> result
        && result.kind() == DriverResult.Kind.TAKE;
  }

  /**
   * Each input of a merge is read from a kept result, with nothing behind it but steps that keep
   * the keys.
   */
  private void keepBasesOfMerges() {
    for (Operation operation : draft.needed()) {
      if (draft.alike().containsKey(operation.id())) {
        operation.inputs().forEach(this::keepBase);
      }
    }
  }

  private void keepBase(Operation input) {
    Operation base = input;
    while (!isKept(base) && !(base.inputs().get(0) instanceof GroupByKey)) {
      base = base.inputs().get(0);
    }
    if (!isKept(base)) {
      // The merge reads what its input has become; only where others want an earlier step too, that
      // one.
      kept.put(firstShared(input).id(), "a merge on the map side reads it");
    }
  }

  /**
   * The earliest operation behind the grouping that several operations want; {@code input} if there
   * is none.
   */
  private Operation firstShared(Operation input) {
    Operation first = input;
    Operation at = input;
    while (!(at.inputs().get(0) instanceof GroupByKey)) {
      at = at.inputs().get(0);
      first = consumers.get(at.id()).size() > 1 ? at : first;
    }
    return first;
  }

  private boolean isKept(Operation operation) {
    return draft.isStored(operation) || kept.containsKey(operation.id()) || isReused(operation);
  }

  private boolean isReused(Operation operation) {
    return draft.plan().reuses(operation)
        && !(operation instanceof Read)
        && !(operation instanceof GroupByKey);
  }

  private void look(Operation operation) {
    if (draft.isStored(operation)) {
      cost.put(operation.id(), 0);
      return;
    }
    int steps = steps(operation);
    cost.put(operation.id(), steps);
    if (operation instanceof Write || operation instanceof GroupByKey) {
      return;
    }
    boolean behindGrouping = operation.inputs().stream().anyMatch(this::isReduced);
    String why = whyKept(operation, behindGrouping, steps > CHEAP);
    if (why != null) {
      kept.put(operation.id(), why);
      cost.put(operation.id(), 0);
    } else if (behindGrouping) {
      reduced.add(operation.id());
    }
  }

  /**
   * Steps that must run to compute an operation from files; a merge counts as many, because it is
   * never cheap.
   */
  private int steps(Operation operation) {
    long sum = draft.alike().containsKey(operation.id()) ? CHEAP + 1 : 1;
    for (Operation input : operation.inputs()) {
      sum += cost.get(input.id());
    }
    return (int) Math.min(sum, Integer.MAX_VALUE);
  }

  private boolean isReduced(Operation operation) {
    return operation instanceof GroupByKey
        ? !draft.alike().containsKey(operation.id())
        : reduced.contains(operation.id());
  }

  private String whyKept(Operation operation, boolean behindGrouping, boolean dear) {
    if (isReused(operation)) {
      return "the job uses it again";
    }
    if (kept.containsKey(operation.id())) {
      return kept.get(operation.id());
    }
    List<Operation> next = consumers.get(operation.id());
    if (next.size() > 1) {
      if (next.stream().allMatch(consumer -> endsInWrites.contains(consumer.id()))) {
        forks.add(operation.id());
        return null;
      }
      String several = next.size() + " operations want it";
      return behindGrouping
          ? several
          : dear ? several + ", and computing it again costs more" : null;
    }
    if (behindGrouping && next.get(0) instanceof GroupByKey) {
      return "the next round groups it anew";
    }
    return behindGrouping && next.get(0) instanceof Flatten
        ? "the next round reads it together with other data"
        : null;
  }
}
