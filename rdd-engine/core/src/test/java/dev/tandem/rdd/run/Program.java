package dev.tandem.rdd.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Node;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import dev.tandem.rdd.lineage.CoGroupedRdd;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.lineage.ShuffledRdd;
import dev.tandem.rdd.lineage.SourceRdd;
import dev.tandem.rdd.lineage.StepRdd;
import dev.tandem.rdd.lineage.UnionRdd;
import dev.tandem.rdd.plan.KnownRdds;
import dev.tandem.rdd.shuffle.KeyGrouping;
import dev.tandem.rdd.store.PartitionStore;
import dev.tandem.testkit.probe.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A program of RDDs below the native API: nodes of the lineage and the runner of jobs, for tests of
 * the scheduler and of recovery. Two slots, a small budget.
 */
public final class Program implements AutoCloseable {
  private static final Shape RECORDS = new Shape(null, Codecs.dynamic());
  private static final Shape PAIRS = new Shape(Codecs.keyDynamic(), Codecs.dynamic());

  private static volatile CountDownLatch nodesHaveOutputs;

  public final Cluster cluster;
  public final RddRuntime runtime;
  public final JobRunner jobs;
  final KnownRdds known = new KnownRdds();
  private final AtomicInteger ids = new AtomicInteger();

  public Program(Path folder, UnaryOperator<RunOptions> change) {
    RunOptions options =
        change.apply(
            RunOptions.defaults()
                .withMemory(32 << 20)
                .withNodes(1, 2)
                .withPartitions(3)
                .withScratch(folder.resolve("scratch").toString()));
    this.cluster = new Cluster("test", "rdd", options);
    this.runtime = RddRuntime.start(cluster, OutputStage.open(cluster));
    this.jobs = start();
  }

  private JobRunner start() {
    try {
      return new JobRunner(runtime, known);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Writes a plan of faults and gives the options that name it. */
  public static UnaryOperator<RunOptions> faults(Path folder, String... lines) throws IOException {
    Path plan = Files.write(folder.resolve("faults.txt"), List.of(lines));
    return options -> options.withConf("faults", plan.toString());
  }

  public PartitionStore store() {
    return runtime.store();
  }

  public RddNode read(Source<?> source) {
    return new SourceRdd(
        new Operation.Read(ids.incrementAndGet(), "read", source), cluster.options());
  }

  /**
   * The numbers, of a hundred each in a partition; the first tasks wait for each other: as many
   * nodes of one slot have outputs then.
   */
  RddNode meeting(Numbers numbers, int tasks) {
    nodesHaveOutputs = new CountDownLatch(tasks);
    return map(
        read(numbers),
        n -> {
          if ((Long) n % 100 == 0 && (Long) n < 100L * tasks) {
            nodesHaveOutputs.countDown();
            assertThat(nodesHaveOutputs.await(1, TimeUnit.MINUTES)).isTrue();
          }
          return n;
        });
  }

  /** A record for each. */
  public RddNode map(RddNode parent, Fn<Object, ?> f) {
    return step("map", parent, (key, value, out) -> out.emit(key, f.apply(value)), true);
  }

  public RddNode step(String name, RddNode parent, DoFn f, boolean keepsKeys) {
    Closure<DoFn> closure = Closure.of(name, f);
    Shape shape = parent.operation().shape().keyed() ? PAIRS : RECORDS;
    return new StepRdd(
        new Operation.ParallelDo(
            ids.incrementAndGet(),
            name,
            parent.operation(),
            closure,
            keepsKeys,
            shape,
            closure.sideInputs()),
        parent,
        keepsKeys);
  }

  /** A pair of its remainder and itself for each number. */
  public RddNode keyBy(RddNode parent, long modulus) {
    Closure<DoFn> closure =
        Closure.of("keyBy", (key, value, out) -> out.emit((Long) value % modulus, value));
    return new StepRdd(
        new Operation.ParallelDo(
            ids.incrementAndGet(),
            "keyBy",
            parent.operation(),
            closure,
            false,
            PAIRS,
            closure.sideInputs()),
        parent,
        false);
  }

  public RddNode union(RddNode... parents) {
    List<RddNode> all = List.of(parents);
    List<Operation> inputs = all.stream().map(RddNode::operation).toList();
    return new UnionRdd(
        new Operation.Flatten(ids.incrementAndGet(), "union", inputs, inputs.get(0).shape()), all);
  }

  /** The groups of one parent, the smallest keys in the first partition. */
  RddNode sort(int partitions, RddNode parent) {
    return sort(Orders.natural(), partitions, parent);
  }

  /** The same by an order. */
  RddNode sort(Order<Object> order, int partitions, RddNode parent) {
    return group(Grouping.sorted(order).into(partitions), parent);
  }

  /** The groups of one parent or several; behind it come iterators or CoGroups. */
  public RddNode group(int partitions, RddNode... parents) {
    return group(Grouping.any().into(partitions), parents);
  }

  private RddNode group(Grouping<Object, Object> grouping, RddNode... parents) {
    List<RddNode> all = List.of(parents);
    Operation.GroupByKey group =
        new Operation.GroupByKey(
            ids.incrementAndGet(),
            "group",
            all.stream().map(RddNode::operation).toList(),
            grouping,
            null,
            PAIRS);
    KeyGrouping asked = new KeyGrouping(group, "group", null, grouping.partitions());
    return all.size() == 1
        ? new ShuffledRdd(asked, all.get(0), known.shuffleIds())
        : new CoGroupedRdd(asked, all, known.shuffleIds());
  }

  /** The sum of the values of each key, folded on both sides of the shuffle. */
  public RddNode sum(int partitions, RddNode parent) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Closure<Aggregator<Object, Object, Object>> combiner =
        Closure.of("sum", (Aggregator) Aggregators.sumLong());
    Shape shape = new Shape(parent.operation().shape().key(), Codecs.LONG);
    Operation.GroupByKey group =
        new Operation.GroupByKey(
            ids.incrementAndGet(),
            "sum",
            List.of(parent.operation()),
            Grouping.any().into(partitions),
            combiner,
            shape);
    Operation.CombineValues finish =
        new Operation.CombineValues(ids.incrementAndGet(), "sum", group, combiner, shape);
    KeyGrouping asked = new KeyGrouping(group, "sum", finish, partitions);
    return new StepRdd(finish, new ShuffledRdd(asked, parent, known.shuffleIds()), true);
  }

  /** What {@link #group} has made, as sorted lists. */
  public RddNode lists(RddNode groups) {
    return step(
        "lists",
        groups,
        (key, values, out) -> {
          List<Long> all = new ArrayList<>();
          ((java.util.Iterator<?>) values).forEachRemaining(each -> all.add((Long) each));
          all.sort(null);
          out.emit(key, all);
        },
        true);
  }

  /** All values, partition by partition, in the order of the partitions. */
  public List<Object> collect(RddNode rdd) {
    return collect("collect", rdd);
  }

  public List<Object> collect(String name, RddNode rdd) {
    List<Object> all = new ArrayList<>();
    jobs.run(name, rdd, allOf(rdd), Program::list).forEach(all::addAll);
    return all;
  }

  static List<Integer> allOf(RddNode rdd) {
    return IntStream.range(0, rdd.partitions()).boxed().toList();
  }

  static List<Object> list(
      RddNode rdd, int partition, dev.tandem.rdd.lineage.ComputeContext context) throws Exception {
    List<Object> records = new ArrayList<>();
    rdd.push(partition, context, (key, value) -> records.add(value));
    return records;
  }

  /** Keys with their values as text, sorted: to be compared between runs. */
  public List<String> pairs(RddNode rdd) {
    List<String> all = new ArrayList<>();
    jobs.run(
            "collect",
            rdd,
            allOf(rdd),
            (last, partition, context) -> {
              List<String> records = new ArrayList<>();
              last.push(partition, context, (key, value) -> records.add(key + "=" + value));
              return records;
            })
        .forEach(all::addAll);
    all.sort(null);
    return all;
  }

  public void lose(int node) {
    Node lost = cluster.nodes().get(node);
    cluster.lose(lost);
  }

  public RunReport report() {
    return cluster.log().toReport(RunReport.Status.RUNNING, null);
  }

  public long get(Measure measure) {
    return cluster.log().ledger().get(measure);
  }

  /** The stages that ran, with their committed tasks: {@code sum 4}. */
  public List<String> stages() {
    return report().units().stream()
        .map(
            unit ->
                unit.name().replaceFirst("stage \\d+: ", "")
                    + " "
                    + unit.tasks().stream().filter(RunReport.TaskReport::succeeded).count())
        .toList();
  }

  @Override
  public void close() {
    runtime.outputs().close();
    cluster.close();
  }
}
