package dev.tandem.mapreduce.plan;

import dev.tandem.contract.plan.Operation;
import dev.tandem.mapreduce.shuffle.Shuffle;
import java.util.ArrayList;
import java.util.List;

/**
 * A round while it is put together: its inputs are known when it begins, its outputs are found
 * later.
 */
final class RoundDraft {
  private final int number;
  private final List<MapInput> inputs;
  private final Shuffle shuffle;
  private final Operation.GroupByKey group;
  private final List<RoundOutput> outputs = new ArrayList<>();
  private Operation result;
  private FusedSteps reducer;

  /** A round without a shuffle that computes {@code result} in its map tasks. */
  RoundDraft(int number, List<MapInput> inputs, Operation result) {
    this(number, inputs, null, null);
    this.result = result;
  }

  /** A round with a shuffle. */
  RoundDraft(int number, List<MapInput> inputs, Shuffle shuffle, Operation.GroupByKey group) {
    this.number = number;
    this.inputs = inputs;
    this.shuffle = shuffle;
    this.group = group;
  }

  /** Says what the reduce tasks compute. */
  void reduceBy(Steps steps) {
    reducer = FusedSteps.of(group, steps);
    result = reducer.result();
  }

  void add(RoundOutput output) {
    outputs.add(output);
  }

  Round build() {
    return new Round(number, result.name(), inputs, shuffle, group, reducer, outputs);
  }
}
