package dev.tandem.spark.plan;

import dev.tandem.cluster.output.OutputStage;
import dev.tandem.cluster.sampling.KeySampler;
import dev.tandem.cluster.sampling.SampleRule;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.Operation;
import dev.tandem.spark.report.RunWatch;
import dev.tandem.spark.shuffle.Shuffle;
import dev.tandem.spark.task.Delivery;
import dev.tandem.spark.task.Ending;
import dev.tandem.spark.task.PartFile;
import dev.tandem.spark.task.Sampling;
import dev.tandem.spark.task.Shipped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;

/** Runs writes as Spark's jobs, each behind the jobs that sample the bounds of its sorts. */
public final class WriteRunner {
  /** Partitions that a take tries next, in multiples of those it has tried: Spark's own. */
  private static final int GROWTH = 4;

  private final SparkRun run;
  private final OutputStage outputs;
  private final RunWatch watch;

  /**
   * @param run what there is on the driver
   * @param outputs where files go
   * @param watch hears of the jobs
   */
  public WriteRunner(SparkRun run, OutputStage outputs, RunWatch watch) {
    this.run = run;
    this.outputs = outputs;
    this.watch = watch;
  }

  /** Runs a write. */
  public void run(SparkTranslator.Written written) throws IOException {
    SparkBag bag = written.bag();
    for (SparkBag ancestor : bag.ancestry()) {
      ancestor
          .shuffles()
          .forEach(shuffle -> watch.nameShuffle(shuffle.sparkId(), ancestor.group().resultName()));
      if (ancestor.group() != null && ancestor.group().needsBounds()) {
        sample(ancestor.group());
      }
    }
    Operation.Write write = written.write();
    if (write.destination() instanceof Sink<?>) {
      writeFiles(write, bag);
    } else {
      deliver(write, bag);
    }
  }

  /** The results of some partitions. */
  private <R> List<R> job(String unit, SparkBag bag, Ending<R> ending, int[] partitions) {
    run.spark().setLocalProperty(RunWatch.UNIT, unit);
    run.spark().setCallSite(unit);
    JavaRDD<R> results = bag.ending(ending).setName(unit);
    List<R> all = new ArrayList<>();
    for (List<R> one : results.collectPartitions(partitions)) {
      all.addAll(one);
    }
    return all;
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  @SuppressWarnings("unchecked") // the plan matches records and sinks
  private void writeFiles(Operation.Write write, SparkBag bag) throws IOException {
    Sink<Object> sink = (Sink<Object>) write.destination();
    Shipped<PartFile.Spec> spec =
        Shipped.of(new PartFile.Spec(sink, write.shape().keyed(), outputs.foreignFolder(write)));
    List<PartFile.Written> files =
        job(write.name(), bag, PartFile.ending(spec), range(0, bag.partitions()));
    List<OutputStage.Part> parts = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      PartFile.Written file = files.get(i);
      String name = OutputStage.partName(bag.isShuffled(i), i, sink.extension());
      parts.add(new OutputStage.Part(write, name, file.path(), file.digest(), file.bytes()));
    }
    outputs.adopt(new Attempt("write " + write.id(), 0, 0), parts);
  }

  @SuppressWarnings("unchecked") // the plan matches records and results
  private void deliver(Operation.Write write, SparkBag bag) {
    DriverResult<Object> result = (DriverResult<Object>) write.destination();
    Ending<Delivery.Delivered> ending =
        Delivery.ending(
            Shipped.of(
                new Delivery.Spec(
                    result.codec(), write.shape().keyed(), result.kind(), result.limit())));
    boolean take = result.kind() == DriverResult.Kind.TAKE;
    int all = bag.partitions();
    int tried = 0;
    while (tried < all && !result.satisfied(tried)) {
      int next = take ? Math.min(all, tried == 0 ? 1 : tried + GROWTH * tried) : all;
      List<Delivery.Delivered> found = job(write.name(), bag, ending, range(tried, next));
      for (int i = 0; i < found.size(); i++) {
        Delivery.Delivered part = found.get(i);
        result.deliver(tried + i, part.encoded(), part.records(), part.count());
      }
      tried = next;
    }
  }

  /** Samples the keys of a sort: the same records as on the other engines. */
  private void sample(GroupNode group) {
    KeySampler<Object> all = spec(group, 0).sampler();
    for (SparkBag input : group.parents()) {
      fillCaches(input);
      boolean whole = input.hasShuffle();
      long most = whole ? Long.MAX_VALUE : SampleRule.RECORDS;
      int count = input.partitions();
      int[] partitions =
          whole
              ? range(0, count)
              : SampleRule.splits(count).stream().mapToInt(Integer::intValue).toArray();
      Ending<KeySampler<Object>> ending = Sampling.ending(Shipped.of(spec(group, most)));
      job("sample of " + group.operation().name(), input, ending, partitions).forEach(all::merge);
    }
    group.setBounds(all.bounds(group.spec().partitions(), group.boundsOrder()));
  }

  private Sampling.Spec spec(GroupNode group, long most) {
    return new Sampling.Spec(group.spec().keys(), run.options().seed(), most);
  }

  /**
   * What a sample counts is forgotten: bags that are to be kept are computed before, so that they
   * count.
   */
  private void fillCaches(SparkBag input) {
    for (SparkBag bag : input.ancestry()) {
      if (bag.isKept()) {
        job(bag.operation().name(), bag, Delivery.nothing(), range(0, bag.partitions()));
      }
    }
  }

  /** The shuffles of a bag, for the books. */
  public static List<Shuffle> shuffles(SparkBag bag) {
    return bag.ancestry().stream().flatMap(one -> one.shuffles().stream()).toList();
  }
}
