package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.Fn2;
import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.lineage.Partitioning;
import dev.tandem.rdd.lineage.PartitionsRdd;
import dev.tandem.rdd.lineage.RddNode;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What all RDDs can do, of single records and of pairs: Spark's JavaRDDLike. Transformations are
 * lazy and return new RDDs; actions run a job and return its result. Immutable.
 *
 * @param <T> the records
 */
public abstract class RddLike<T> {
  final RddContext context;
  final RddNode node;
  final Form form;

  RddLike(RddContext context, RddNode node) {
    this.context = context;
    this.node = node;
    this.form = Form.of(node);
  }

  /** The record that travels as this key and value. */
  final T record(Object key, Object value) {
    return form.record(key, value);
  }

  private RddNode step(String verb, Form.RecordFn<T> function) {
    return context.lineages().step(verb, node, form.onRecords(function), false, Lineages.RECORDS);
  }

  private RddNode stepToPair(String verb, Form.RecordFn<T> function) {
    return context.lineages().step(verb, node, form.onRecords(function), false, Lineages.PAIRS);
  }

  /** Where it runs. */
  public final RddContext context() {
    return context;
  }

  /** The number of this RDD, unique in its context. */
  public final int id() {
    return node.id();
  }

  /** The number of partitions. May list files. */
  public final int getNumPartitions() {
    return node.partitions();
  }

  /** How the keys are placed, if that is known. */
  public final Optional<Partitioner> partitioner() {
    return Placed.of(node.partitioning());
  }

  /** One record for each. */
  public final <R> Rdd<R> map(Fn<? super T, ? extends R> f) {
    return new Rdd<>(context, step("map", (value, out) -> out.emit(f.apply(value))));
  }

  /** One pair for each record. */
  public final <K, V> PairRdd<K, V> mapToPair(Fn<? super T, Pair<K, V>> f) {
    Form.RecordFn<T> emit =
        (value, out) -> {
          Pair<K, V> pair = f.apply(value);
          out.emit(pair.first(), pair.second());
        };
    return new PairRdd<>(context, stepToPair("mapToPair", emit));
  }

  /** Any number of records for each. */
  public final <R> Rdd<R> flatMap(Fn<? super T, ? extends Iterator<R>> f) {
    Form.RecordFn<T> emit =
        (value, out) -> {
          for (Iterator<R> each = f.apply(value); each.hasNext(); ) {
            out.emit(each.next());
          }
        };
    return new Rdd<>(context, step("flatMap", emit));
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
   *     come from
   */
  public final <R> Rdd<R> mapPartitions(
      Fn<? super Iterator<T>, ? extends Iterator<R>> f, boolean preservesPartitioning) {
    return new Rdd<>(
        context,
        partitionwise(
            "mapPartitions", (index, records) -> f.apply(records), preservesPartitioning));
  }

  @SuppressWarnings("unchecked") // the iterator of this RDD's records
  private <R> RddNode partitionwise(
      String verb, Fn2<Integer, Iterator<T>, ? extends Iterator<R>> f, boolean preserves) {
    PartitionsRdd.Function function =
        (partition, parents) -> f.apply(partition, (Iterator<T>) (Iterator<?>) parents.get(0));
    Partitioning partitioning = preserves ? node.partitioning() : null;
    return context
        .lineages()
        .partitions(
            verb,
            List.of(new OneToOne(node)),
            node::partitions,
            function,
            partitioning,
            Lineages.RECORDS);
  }

  /** All records, in the order of the partitions. */
  public final List<T> collect() {
    return Actions.collect("collect", this);
  }

  /** How many records there are. */
  public final long count() {
    return Actions.count(this);
  }

  /** Calls a function for each record, in the tasks. */
  public final void foreach(VoidFn<? super T> f) {
    Actions.foreach(this, f);
  }

  /**
   * Folds all records into one.
   *
   * @param f associative and commutative
   * @throws NoSuchElementException if there is no record: "empty collection"
   */
  public final T reduce(Fn2<T, T, T> f) {
    return Actions.reduce(this, f);
  }
}
