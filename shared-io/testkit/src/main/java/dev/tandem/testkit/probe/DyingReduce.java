package dev.tandem.testkit.probe;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import java.util.ArrayList;
import java.util.List;

/**
 * A reduce attempt dies half-way, and a second action uses the same shuffle. An engine that merges
 * into accumulators that a map task has published counts values twice in the second attempt, or in
 * the second action. The accumulator is a list on purpose: one that shows every merge.
 */
public final class DyingReduce implements Job {
  private static final long serialVersionUID = 1L;

  private final Watch groups = Watch.fresh();

  @Override
  public String name() {
    return "dying-reduce";
  }

  @Override
  public String describe() {
    return "a reduce attempt that dies half-way, and a second action on the same shuffle";
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    Watch seen = groups;
    KeyedBag<Long, Long> sums =
        p.read(Numbers.of(4, 100))
            .keyBy(n -> n % 10)
            .groupByKey()
            .aggregate(new SumOfAll())
            .named("sums");
    KeyedBag<Long, Long> dying =
        sums.mapValues(
            sum -> {
              if (seen.tick() == 3) {
                throw new IllegalStateException("a death on purpose");
              }
              return sum;
            });
    List<Pair<Long, Long>> first = dying.collect();
    List<Pair<Long, Long>> second = dying.collect();
    if (first.size() != second.size() || !first.containsAll(second)) {
      throw new IllegalStateException(
          "the first action found " + first + ", the second one " + second);
    }
    dying.write(TextSink.to(args.output()));
  }

  /** The lines of the right answer, in no order. */
  public static String[] rightLines() {
    String[] lines = new String[10];
    for (int key = 0; key < 10; key++) {
      lines[key] = key + "\t" + (40 * key + 7800);
    }
    return lines;
  }

  /** Keeps all values, and adds them up at the end. */
  private static final class SumOfAll implements Aggregator<Long, ArrayList<Long>, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public ArrayList<Long> create() {
      return new ArrayList<>();
    }

    @Override
    public ArrayList<Long> add(ArrayList<Long> acc, Long value) {
      acc.add(value);
      return acc;
    }

    @Override
    public ArrayList<Long> merge(ArrayList<Long> into, ArrayList<Long> from) {
      into.addAll(from);
      return into;
    }

    @Override
    public Long finish(ArrayList<Long> acc) {
      return acc.stream().mapToLong(Long::longValue).sum();
    }

    @Override
    @SuppressWarnings("unchecked") // lists are read back as ArrayLists
    public Codec<ArrayList<Long>> accumulatorCodec() {
      return (Codec<ArrayList<Long>>) (Codec<?>) Codecs.list(Codecs.LONG);
    }
  }
}
