package dev.tandem.testkit.probe;

import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Numbers grouped in an order that is none: right is every permutation of them.
 *
 * @param order the broken one
 * @param each numbers of each of three splits
 */
public record SortedBadly(BrokenOrder order, int each) implements Job {
  private static final int SPLITS = 3;

  @Override
  public String name() {
    return "sorted-badly";
  }

  @Override
  public String describe() {
    return "keys sorted by a comparator that contradicts itself: nothing may be lost or doubled";
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    p.read(Numbers.of(SPLITS, each))
        .keyBy(n -> n)
        .groupByKey(Grouping.<Long, Long>any().sortKeys(Orders.by(order)).into(2))
        .flatMap(Long.class, (key, values, out) -> values.forEachRemaining(out::emit))
        .write(TextSink.to(args.output()));
  }

  /** The lines that the job has to write, sorted as text. */
  public List<String> sortedLines() {
    return LongStream.range(0, (long) SPLITS * each).mapToObj(Long::toString).sorted().toList();
  }
}
