package dev.tandem.rdd.api;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import dev.tandem.rdd.lineage.CoGroupedRdd;
import dev.tandem.rdd.lineage.Dependency;
import dev.tandem.rdd.lineage.PartitionsRdd;
import dev.tandem.rdd.lineage.PushedRdd;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.lineage.ShuffleIds;
import dev.tandem.rdd.lineage.ShuffledRdd;
import dev.tandem.rdd.lineage.SourceRdd;
import dev.tandem.rdd.lineage.StepRdd;
import dev.tandem.rdd.lineage.UnionRdd;
import dev.tandem.rdd.shuffle.KeyGrouping;
import dev.tandem.rdd.shuffle.Partitioning;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/**
 * Makes the nodes of the lineage that the verbs stand for, as the planner of the contract's flows
 * does: a program that is written here and one that was planned run on the same objects.
 */
final class Lineages {
  /** Keys and values may be of any class that has a codec. */
  static final Shape PAIRS = new Shape(Codecs.keyDynamic(), Codecs.dynamic());

  /** Records of any class that has a codec. */
  static final Shape RECORDS = new Shape(null, Codecs.dynamic());

  /** No wish where a partition is computed. */
  private static final IntUnaryOperator ANYWHERE = partition -> -1;

  /** Keys and values of classes that are named. */
  static Shape pairsOf(Class<?> keys, Class<?> values) {
    return new Shape(Codecs.of(keys), Codecs.of(values));
  }

  private final RunOptions options;
  private final ShuffleIds shuffles;
  private final AtomicInteger ids = new AtomicInteger();

  Lineages(RunOptions options, ShuffleIds shuffles) {
    this.options = options;
    this.shuffles = shuffles;
  }

  /** What an operation is applied to: a plan does not refer to what a checkpoint has cut off. */
  private static Operation input(RddNode parent) {
    return (parent.checkpoint() == null ? parent : parent.checkpoint()).operation();
  }

  private int nextId() {
    RddContext.checkOnDriver("a transformation");
    return ids.incrementAndGet();
  }

  /** The records of a source, a partition for each split. */
  RddNode read(String verb, Source<?> source) {
    return new SourceRdd(new Operation.Read(nextId(), verb, source), options);
  }

  /** A function of one record, on the parent's records. */
  RddNode step(String verb, RddNode parent, DoFn function, boolean keepsKeys, Shape shape) {
    Closure<DoFn> closure = Closure.of(verb, function);
    Operation step =
        new Operation.ParallelDo(
            nextId(), verb, input(parent), closure, keepsKeys, shape, closure.sideInputs());
    return new StepRdd(step, parent, keepsKeys);
  }

  /** A function of whole partitions as iterators; a keyed shape is made of pairs. */
  RddNode partitions(
      String verb,
      List<? extends Dependency.NarrowDependency> dependencies,
      IntSupplier partitions,
      PartitionsRdd.Function function,
      Partitioning partitioning,
      Shape shape) {
    return partitions(verb, dependencies, partitions, function, partitioning, shape, ANYWHERE);
  }

  /** The same, with a wish where partitions are computed. */
  RddNode partitions(
      String verb,
      List<? extends Dependency.NarrowDependency> dependencies,
      IntSupplier partitions,
      PartitionsRdd.Function function,
      Partitioning partitioning,
      Shape shape,
      IntUnaryOperator preferred) {
    return new PartitionsRdd(
        computed(verb, dependencies, shape),
        dependencies,
        partitions,
        Closure.of(verb, function),
        partitioning,
        preferred);
  }

  /** A function of whole partitions that are pushed into it. */
  RddNode pushed(
      String verb,
      List<? extends Dependency.NarrowDependency> dependencies,
      IntSupplier partitions,
      PushedRdd.Function function,
      Partitioning partitioning,
      Shape shape) {
    return new PushedRdd(
        computed(verb, dependencies, shape),
        dependencies,
        partitions,
        Closure.of(verb, function),
        partitioning);
  }

  /** Stands in the plan for what only the lineage knows how to make. */
  private Operation computed(
      String verb, List<? extends Dependency.NarrowDependency> dependencies, Shape shape) {
    List<Operation> inputs = dependencies.stream().map(edge -> input(edge.parent())).toList();
    return new Operation.Flatten(nextId(), verb, inputs, shape);
  }

  /** Stands in reports for what an action writes. */
  Operation.Write write(String action, RddNode node, Sink<?> sink) {
    return new Operation.Write(nextId(), action, input(node), sink);
  }

  /** All parents' partitions, one parent behind the other. */
  RddNode union(String verb, List<RddNode> parents) {
    List<Operation> inputs = parents.stream().map(Lineages::input).toList();
    Operation flatten =
        new Operation.Flatten(nextId(), verb, inputs, parents.get(0).operation().shape());
    return new UnionRdd(flatten, parents);
  }

  /** The groups of one parent or of several; what comes behind sees iterators or a CoGroup. */
  RddNode group(String verb, List<RddNode> someParents, Grouping<Object, Object> grouping) {
    List<RddNode> parents = keyedAlike(verb, someParents);
    Operation.GroupByKey group =
        new Operation.GroupByKey(
            nextId(),
            verb,
            parents.stream().map(Lineages::input).toList(),
            grouping,
            null,
            parents.get(0).operation().shape());
    KeyGrouping asked = new KeyGrouping(group, verb, null, options.defaultPartitions());
    return parents.size() == 1
        ? new ShuffledRdd(asked, parents.get(0), shuffles)
        : new CoGroupedRdd(asked, parents, shuffles);
  }

  /** Keys that have different codecs get one that takes all of them. */
  private List<RddNode> keyedAlike(String verb, List<RddNode> parents) {
    List<Codec<?>> keys =
        parents.stream()
            .<Codec<?>>map(parent -> parent.operation().shape().key())
            .distinct()
            .toList();
    return keys.size() == 1
        ? parents
        : parents.stream().map(parent -> keyed(verb, parent, Codecs.keyDynamic())).toList();
  }

  private RddNode keyed(String verb, RddNode parent, Codec<?> keys) {
    Shape shape = parent.operation().shape();
    return shape.key().equals(keys)
        ? parent
        : step(verb, parent, new KeySteps.Same(), true, new Shape(keys, shape.value()));
  }

  /** The records, moved to the partitions of their keys; nothing is grouped or held. */
  RddNode place(String verb, RddNode parent, Grouping<Object, Object> grouping) {
    Operation.GroupByKey group =
        new Operation.GroupByKey(
            nextId(), verb, List.of(input(parent)), grouping, null, parent.operation().shape());
    return new ShuffledRdd(KeyGrouping.placing(group), parent, shuffles);
  }

  /** One value for each key, folded behind the shuffle only. */
  RddNode fold(
      String verb,
      RddNode parent,
      Aggregator<?, ?, ?> aggregator,
      Grouping<Object, Object> grouping) {
    RddNode groups = group(verb, List.of(parent), grouping);
    Shape shape = new Shape(parent.operation().shape().key(), aggregator.resultCodec());
    return new StepRdd(
        new Operation.CombineValues(
            nextId(), verb, input(groups), closure(verb, aggregator), shape),
        groups,
        true);
  }

  @SuppressWarnings("unchecked") // the plan carries aggregators without their types
  private static Closure<Aggregator<Object, Object, Object>> closure(
      String verb, Aggregator<?, ?, ?> aggregator) {
    return Closure.of(verb, (Aggregator<Object, Object, Object>) aggregator);
  }

  /** One value for each key, folded on both sides of the shuffle. */
  RddNode combine(
      String verb,
      RddNode parent,
      Aggregator<?, ?, ?> aggregator,
      Grouping<Object, Object> grouping) {
    Closure<Aggregator<Object, Object, Object>> combiner = closure(verb, aggregator);
    Codec<?> keys = parent.operation().shape().key();
    Operation.GroupByKey group =
        new Operation.GroupByKey(
            nextId(),
            verb,
            List.of(input(parent)),
            grouping,
            combiner,
            new Shape(keys, aggregator.accumulatorCodec()));
    Operation.CombineValues finish =
        new Operation.CombineValues(
            nextId(), verb, group, combiner, new Shape(keys, aggregator.resultCodec()));
    KeyGrouping asked = new KeyGrouping(group, verb, finish, options.defaultPartitions());
    return new StepRdd(finish, new ShuffledRdd(asked, parent, shuffles), true);
  }
}
