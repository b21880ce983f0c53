package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.Fn2;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.rdd.lineage.RddNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * An RDD of key-value pairs: Spark's JavaPairRDD. Between steps a pair travels as two values, so
 * that none is made where nobody looks at it.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class PairRdd<K, V> extends SameKindRdd<Pair<K, V>, PairRdd<K, V>> {
  PairRdd(RddContext context, RddNode node) {
    super(context, node);
  }

  /** Pairs that are records of a plain bag. */
  static <K, V> PairRdd<K, V> ofPairs(RddContext context, String verb, RddNode pairs) {
    DoFn split =
        (key, value, out) -> {
          Pair<?, ?> pair = (Pair<?, ?>) value;
          out.emit(pair.first(), pair.second());
        };
    return new PairRdd<>(
        context, context.lineages().step(verb, pairs, split, true, Lineages.PAIRS));
  }

  @Override
  PairRdd<K, V> wrap(RddNode other) {
    return new PairRdd<>(context, other);
  }

  private RddNode step(String verb, RddNode parent, boolean keepsKeys, DoFn function) {
    return context.lineages().step(verb, parent, function, keepsKeys, Lineages.PAIRS);
  }

  /** The values through a function; the keys stay, and with them their places. */
  @SuppressWarnings("unchecked") // the values of this RDD
  public <R> PairRdd<K, R> mapValues(Fn<? super V, ? extends R> f) {
    DoFn step = (key, value, out) -> out.emit(key, f.apply((V) value));
    return new PairRdd<>(context, step("mapValues", node, true, step));
  }

  /** One value for each key, with the default partitioner. */
  public PairRdd<K, V> reduceByKey(Fn2<V, V, V> func) {
    return reduceByKey(DefaultPartitioner.of(this), func);
  }

  /**
   * One value for each key. Values are folded before the shuffle too.
   *
   * @param partitioner places the keys; no shuffle if they are placed so already
   * @param func associative and commutative
   */
  public PairRdd<K, V> reduceByKey(Partitioner partitioner, Fn2<V, V, V> func) {
    Combiner<V, V> combiner = new Combiner<>("reduceByKey", value -> value, func, func);
    return new PairRdd<>(
        context,
        context.lineages().combine("reduceByKey", node, combiner, Placed.grouping(partitioner)));
  }

  /** All values of each key, with the default partitioner. */
  public PairRdd<K, Iterable<V>> groupByKey() {
    return groupByKey(DefaultPartitioner.of(this));
  }

  /**
   * All values of each key, in no particular order. The values of one key must fit in memory.
   *
   * @param partitioner places the keys; no shuffle if they are placed so already
   */
  public PairRdd<K, Iterable<V>> groupByKey(Partitioner partitioner) {
    RddNode groups =
        context.lineages().group("groupByKey", List.of(node), Placed.grouping(partitioner));
    DoFn list =
        (key, values, out) -> {
          List<Object> all = new ArrayList<>();
          ((Iterator<?>) values).forEachRemaining(all::add);
          out.emit(key, all);
        };
    return new PairRdd<>(context, step("groupByKey", groups, true, list));
  }
}
