package dev.tandem.mapreduce.run;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Failures;
import dev.tandem.cluster.InputStamps;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.plan.Operation;
import dev.tandem.mapreduce.plan.MapInput;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.plan.RoundInput;
import dev.tandem.mapreduce.shuffle.NumberRule;
import dev.tandem.mapreduce.store.ResultStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts the inputs of rounds into slices, one for each map task. A source is cut once in a run, so
 * that all rounds see the same.
 */
public final class Slices {
  private static final String SPLIT_MIN = "mapreduce.input.fileinputformat.split.minsize";
  private static final String SPLIT_MAX = "mapreduce.input.fileinputformat.split.maxsize";

  private final Cluster cluster;
  private final ResultStore store;
  private final SplitRule rule;
  private final boolean compares;
  private final Map<Integer, Cut> cuts = new HashMap<>();

  /** A source in slices, and what its files looked like then. */
  private record Cut(List<Split> splits, InputStamps stamps) {}

  /**
   * @param cluster of the run
   * @param store of results of earlier rounds
   * @param compares whether somebody compares files with what they were when they were cut
   * @throws IllegalArgumentException if a switch has a value that cannot be
   */
  public Slices(Cluster cluster, ResultStore store, boolean compares) {
    this.compares = compares;
    this.cluster = cluster;
    this.store = store;
    this.rule = rule(cluster.options());
  }

  /** The run's rule, with Hadoop's bounds where they are given. */
  private static SplitRule rule(RunOptions options) {
    SplitRule rule = options.splits();
    NumberRule least = NumberRule.wholeFrom(0); // Hadoop's default is 0, and no split is shorter
    NumberRule most = NumberRule.wholeFrom(1);
    long min = (long) least.read(SPLIT_MIN, options.conf(SPLIT_MIN, ""), (double) rule.min());
    long max = (long) most.read(SPLIT_MAX, options.conf(SPLIT_MAX, ""), (double) rule.max());
    return new SplitRule(Math.max(1, min), max, rule.block());
  }

  /** The slices of all inputs of a round, in plan order. */
  public List<Slice> of(Round round) {
    List<Slice> slices = new ArrayList<>();
    for (MapInput input : round.inputs()) {
      if (input.from() instanceof RoundInput.Splits source) {
        List<Split> cut = cut(source.read()).splits();
        for (int i = 0; i < cut.size(); i++) {
          slices.add(new Slice(slices.size(), input, i, cut.get(i)));
        }
      } else {
        int partitions = partitions(input.from());
        for (int i = 0; i < partitions; i++) {
          slices.add(new Slice(slices.size(), input, i, null));
        }
      }
    }
    return slices;
  }

  private int partitions(RoundInput from) {
    int id =
        from instanceof RoundInput.Merged merged
            ? merged.sides().get(0).data().id()
            : ((RoundInput.Stored) from).data().id();
    return store.get(id).partitions().size();
  }

  /** What the files of a source looked like when it was cut, maybe for an earlier round. */
  InputStamps stamps(Operation.Read read) {
    return cut(read).stamps();
  }

  private Cut cut(Operation.Read read) {
    return cuts.computeIfAbsent(read.id(), id -> cutAnew(read));
  }

  private Cut cutAnew(Operation.Read read) {
    try {
      List<Split> splits = List.copyOf(read.source().splits(cluster.files(), rule));
      return new Cut(splits, compares ? InputStamps.of(cluster.files(), splits) : InputStamps.NONE);
    } catch (IOException e) {
      throw new JobFailed(
          "job " + cluster.job() + ": " + read.name() + ": " + Failures.describe(e), e);
    }
  }
}
