package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.Fn2;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.PairEmitter;
import dev.tandem.contract.flow.PairFn;
import dev.tandem.contract.plan.Shape;
import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.lineage.PartitionsRdd;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.shuffle.Partitioning;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * What all RDDs can do, of single records and of pairs: Spark's JavaRDDLike. Transformations are
 * lazy and return new RDDs; actions run a job and return its result. Immutable but for names,
 * levels and checkpoints. The actions are inherited from {@link RddActions} and {@link RddOutputs}.
 *
 * @param <T> the records
 */
public abstract class RddLike<T> extends RddOutputs<T> {
  RddLike(RddContext context, RddNode node) {
    super(context, node);
  }

  @Override
  final RddLike<T> self() {
    return this;
  }

  private RddNode step(String verb, Object given, Form.RecordFn<T> function, Form result) {
    return step(verb, given, function, result.shape());
  }

  /** The function is made of a given one, which must not be null. */
  private RddNode step(String verb, Object given, Form.RecordFn<T> function, Shape result) {
    UserCode.given(verb, given);
    return context.lineages().step(verb, node, form.onRecords(function), false, result);
  }

  /** One record for each. */
  public final <R> Rdd<R> map(Fn<? super T, ? extends R> f) {
    return new Rdd<>(
        context, step("map", f, (value, out) -> out.emit(f.apply(value)), Form.RECORDS));
  }

  /** One pair for each record. */
  public final <K, V> PairRdd<K, V> mapToPair(Fn<? super T, Pair<K, V>> f) {
    Form.RecordFn<T> emit = (value, out) -> Form.PAIRS.emit(f.apply(value), out);
    return new PairRdd<>(context, step("mapToPair", f, emit, Form.PAIRS));
  }

  /**
   * One pair for each record, of classes that are named: what comes behind need not ask each key
   * and value for its class, and sorts and hashes them as what they are.
   *
   * @throws IllegalArgumentException if a class has no codec
   */
  public final <K, V> PairRdd<K, V> mapToPair(
      Class<K> keys, Class<V> values, Fn<? super T, Pair<K, V>> f) {
    Form.RecordFn<T> emit = (value, out) -> Form.PAIRS.emit(f.apply(value), out);
    return new PairRdd<>(context, step("mapToPair", f, emit, Lineages.pairsOf(keys, values)));
  }

  /** One number for each record. */
  public final DoubleRdd mapToDouble(DoubleFn<? super T> f) {
    return new DoubleRdd(
        context, step("mapToDouble", f, (value, out) -> out.emit(f.call(value)), Form.RECORDS));
  }

  private RddNode flat(String verb, Fn<? super T, ? extends Iterator<?>> f, Form result) {
    Form.RecordFn<T> emit =
        (value, out) -> {
          for (Iterator<?> each = f.apply(value); each.hasNext(); ) {
            result.emit(each.next(), out);
          }
        };
    return step(verb, f, emit, result);
  }

  /** Any number of records for each. */
  public final <R> Rdd<R> flatMap(Fn<? super T, ? extends Iterator<R>> f) {
    return new Rdd<>(context, flat("flatMap", f, Form.RECORDS));
  }

  /** Any number of pairs for each record. */
  public final <K, V> PairRdd<K, V> flatMapToPair(Fn<? super T, ? extends Iterator<Pair<K, V>>> f) {
    return new PairRdd<>(context, flat("flatMapToPair", f, Form.PAIRS));
  }

  /**
   * Any number of pairs for each record, of classes that are named, pushed: the fast form of {@link
   * #flatMapToPair(Fn)}, without a pair or an iterator for each.
   *
   * @param f emits keys and values
   * @throws IllegalArgumentException if a class has no codec
   */
  @SuppressWarnings("unchecked") // what is emitted is of the classes that are named
  public final <K, V> PairRdd<K, V> flatMapToPair(
      Class<K> keys, Class<V> values, PairFn<? super T, K, V> f) {
    Form.RecordFn<T> emit =
        (value, out) -> f.apply(value, (PairEmitter<K, V>) (PairEmitter<?, ?>) out);
    return new PairRdd<>(context, step("flatMapToPair", f, emit, Lineages.pairsOf(keys, values)));
  }

  /** Any number of numbers for each record. */
  public final DoubleRdd flatMapToDouble(Fn<? super T, ? extends Iterator<Double>> f) {
    return new DoubleRdd(context, flat("flatMapToDouble", f, Form.RECORDS));
  }

  /** A function of a whole partition. */
  public final <R> Rdd<R> mapPartitions(Fn<? super Iterator<T>, ? extends Iterator<R>> f) {
    return mapPartitions(f, false);
  }

  /**
   * A function of a whole partition.
   *
   * @param f reads the partition's records once, in order
   * @param preservesPartitioning whether the results are pairs with the keys of those that they
   *     come from; without effect on a plain RDD, whose records have no keys
   */
  public final <R> Rdd<R> mapPartitions(
      Fn<? super Iterator<T>, ? extends Iterator<R>> f, boolean preservesPartitioning) {
    UserCode.given("mapPartitions", f);
    return eachPartition("mapPartitions", (index, records) -> f.apply(records));
  }

  /** A function of a whole partition that makes pairs. */
  public final <K, V> PairRdd<K, V> mapPartitionsToPair(
      Fn<? super Iterator<T>, ? extends Iterator<Pair<K, V>>> f) {
    return mapPartitionsToPair(f, false);
  }

  /**
   * A function of a whole partition that makes pairs.
   *
   * @param f reads the partition's records once, in order
   * @param preservesPartitioning whether the results have the keys of those that they come from
   */
  public final <K, V> PairRdd<K, V> mapPartitionsToPair(
      Fn<? super Iterator<T>, ? extends Iterator<Pair<K, V>>> f, boolean preservesPartitioning) {
    UserCode.given("mapPartitionsToPair", f);
    return new PairRdd<>(
        context,
        partitionwise(
            "mapPartitionsToPair",
            (index, records) -> f.apply(records),
            preservesPartitioning ? node.partitioning() : null,
            Form.PAIRS));
  }

  /** A function of a whole partition that makes numbers. */
  public final DoubleRdd mapPartitionsToDouble(
      Fn<? super Iterator<T>, ? extends Iterator<Double>> f) {
    UserCode.given("mapPartitionsToDouble", f);
    return new DoubleRdd(
        context,
        partitionwise(
            "mapPartitionsToDouble", (index, records) -> f.apply(records), null, Form.RECORDS));
  }

  /**
   * A function of a whole partition and its number.
   *
   * @param f reads the partition's records once, in order
   * @param preservesPartitioning as in {@link #mapPartitions(Fn, boolean)}
   */
  public final <R> Rdd<R> mapPartitionsWithIndex(
      Fn2<Integer, Iterator<T>, ? extends Iterator<R>> f, boolean preservesPartitioning) {
    return eachPartition("mapPartitionsWithIndex", f);
  }

  final <R> Rdd<R> eachPartition(String verb, Fn2<Integer, Iterator<T>, ? extends Iterator<R>> f) {
    return new Rdd<>(context, partitionwise(verb, f, null, Form.RECORDS));
  }

  @SuppressWarnings("unchecked") // the iterator of this RDD's records
  private RddNode partitionwise(
      String verb,
      Fn2<Integer, Iterator<T>, ? extends Iterator<?>> f,
      Partitioning partitioning,
      Form result) {
    UserCode.given(verb, f);
    PartitionsRdd.Function function =
        (partition, parents) -> f.apply(partition, (Iterator<T>) (Iterator<?>) parents.get(0));
    return context
        .lineages()
        .partitions(
            verb,
            List.of(new OneToOne(node)),
            node::partitions,
            function,
            partitioning,
            result.shape());
  }

  /** Each partition as one list, which must fit in memory. */
  public final Rdd<List<T>> glom() {
    return new Rdd<>(context, Glom.of(this));
  }

  /** Each record with the key that {@code f} gives it. */
  public final <K> PairRdd<K, T> keyBy(Fn<? super T, ? extends K> f) {
    return new PairRdd<>(
        context, step("keyBy", f, (value, out) -> out.emit(f.apply(value), value), Form.PAIRS));
  }

  /** The records for each value of {@code f}, with the default partitioner; no combining. */
  public final <K> PairRdd<K, Iterable<T>> groupBy(Fn<? super T, ? extends K> f) {
    UserCode.given("groupBy", f);
    return this.<K>keyBy(f).groupByKey();
  }

  /** The records for each value of {@code f}. */
  public final <K> PairRdd<K, Iterable<T>> groupBy(
      Fn<? super T, ? extends K> f, int numPartitions) {
    UserCode.given("groupBy", f);
    return this.<K>keyBy(f).groupByKey(new HashPartitioner(numPartitions));
  }

  /**
   * Record by record beside another RDD, which has as many partitions and as many records in each.
   * If it has not, the tasks fail, or the action does.
   */
  public final <U> PairRdd<T, U> zip(RddLike<U> other) {
    return new PairRdd<>(context, Zips.records(this, other));
  }

  /** A function of a partition and the partition of another RDD that has the same number. */
  @SuppressWarnings("unchecked") // the records of this RDD and of the other
  public final <U, V> Rdd<V> zipPartitions(
      RddLike<U> other, Fn2<Iterator<T>, Iterator<U>, Iterator<V>> f) {
    UserCode.given("zipPartitions", f);
    Fn2<Iterator<Object>, Iterator<Object>, Iterator<?>> raw =
        (left, right) ->
            f.apply((Iterator<T>) (Iterator<?>) left, (Iterator<U>) (Iterator<?>) right);
    return new Rdd<>(context, Zips.partitions("zipPartitions", this, other, raw, Form.RECORDS));
  }

  /** Each record with its place, from 0. Runs a job now if there are several partitions. */
  public final PairRdd<T, Long> zipWithIndex() {
    return new PairRdd<>(context, Zips.withIndex(this));
  }

  /** Each record with a number of its own: k, k + n, k + 2n ... in partition k of n. */
  public final PairRdd<T, Long> zipWithUniqueId() {
    return new PairRdd<>(context, Zips.withUniqueId(this));
  }

  /**
   * All pairs of a record here and one there, in as many partitions as both have multiplied. The
   * other RDD is computed anew for each record here: cache it, or make it small.
   */
  public final <U> PairRdd<T, U> cartesian(RddLike<U> other) {
    return new PairRdd<>(context, Zips.cartesian(this, other));
  }

  /** Lines that a command makes of the records; the command's words are parted by blanks. */
  public final Rdd<String> pipe(String command) {
    List<String> words =
        java.util.Collections.list(new StringTokenizer(command)).stream()
            .map(String::valueOf)
            .toList();
    return pipe(words);
  }

  /** Lines that a command makes of the records. */
  public final Rdd<String> pipe(List<String> command) {
    return pipe(command, Map.of());
  }

  /** Lines that a command makes of the records. */
  public final Rdd<String> pipe(List<String> command, Map<String, String> env) {
    return pipe(command, env, false, 8192, "UTF-8");
  }

  /**
   * Lines that a command makes of the records: a process for each partition, which reads each
   * record as a line.
   *
   * @param command the program and its arguments
   * @param env variables beside those of this process
   * @param separateWorkingDir whether each process runs in a new folder of its own
   * @param bufferSize bytes that are collected before the process is given them
   * @param encoding of both streams
   */
  public final Rdd<String> pipe(
      List<String> command,
      Map<String, String> env,
      boolean separateWorkingDir,
      int bufferSize,
      String encoding) {
    Pipe pipe =
        new Pipe(List.copyOf(command), Map.copyOf(env), separateWorkingDir, bufferSize, encoding);
    return new Rdd<>(context, pipe.on(this));
  }
}
