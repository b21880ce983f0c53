package dev.tandem.mapreduce.plan;

import dev.tandem.contract.plan.Operation;
import dev.tandem.mapreduce.shuffle.Shuffle;
import java.util.List;

/**
 * Twin of the RDD engine's {@code Stage}: a shuffle lies in the middle of a round and at the end of
 * a stage.
 *
 * <p>One map - shuffle - reduce pass, or a map pass alone.
 *
 * @param number from 1, in the order of execution
 * @param name after the operation that ends it
 * @param inputs where the map tasks read, in plan order
 * @param shuffle how records get from the map to the reduce tasks; null in a round without reduce
 *     tasks
 * @param group the grouping behind the shuffle, or null
 * @param reducer what is done with each group, or null
 * @param outputs where the results go
 */
public record Round(
    int number,
    String name,
    List<MapInput> inputs,
    Shuffle shuffle,
    Operation.GroupByKey group,
    ReduceFunction reducer,
    List<RoundOutput> outputs) {
  /** Copies the lists. */
  public Round {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Whether there are reduce tasks. */
  public boolean isReducing() {
    return shuffle != null;
  }

  /**
   * The round as text, a line for each input, the shuffle and each output, each ended by a line
   * feed.
   */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("round ").append(number).append(": ").append(name).append('\n');
    for (MapInput input : inputs) {
      text.append("  map    ").append(input.from()).append(": ").append(input.mapper());
      text.append(
          isReducing() && shuffle.values().size() > 1 ? " -> input " + input.input() + "\n" : "\n");
    }
    if (isReducing()) {
      text.append("  sort   ").append(shuffle.step()).append(" by ").append(shuffle.layout());
      text.append(" into ")
          .append(shuffle.partitions())
          .append(shuffle.combines() ? ", combined\n" : "\n");
      text.append("  reduce ").append(reducer).append('\n');
    }
    outputs.forEach(output -> text.append("  out    ").append(output).append('\n'));
    return text.toString();
  }
}
