package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn2;
import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.lineage.RddNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The actions of all RDDs: each runs a job, or several, and returns when it has ended. A function
 * that an action is given runs in the tasks, on a copy of what it captures; comparators must be
 * serialisable, as {@link Comparator#naturalOrder} is.
 *
 * <p>Actions throw {@link dev.tandem.contract.engine.JobFailed} if a task has failed as often as it
 * may or the job was cancelled, and {@link IllegalStateException} inside of a task.
 *
 * @param <T> the records
 */
public abstract class RddActions<T> extends RddBase<T> {
  private static final long serialVersionUID = 1L;

  /** Levels of a tree, beside the driver: Spark's default. */
  private static final int DEPTH = 2;

  RddActions(RddContext context, RddNode node) {
    super(context, node);
  }

  /** All transformations and actions. */
  abstract RddLike<T> self();

  /** All records, in the order of the partitions. */
  public final List<T> collect() {
    return Actions.collect("collect", this);
  }

  /**
   * The records of some partitions.
   *
   * @param partitionIds which ones; no others are computed
   * @return a list for each, in the order of the ids
   * @throws IllegalArgumentException if there is no such partition
   */
  public final List<List<T>> collectPartitions(int[] partitionIds) {
    List<Integer> wanted = Arrays.stream(partitionIds).boxed().toList();
    return Actions.partitions("collectPartitions", context, node, form, wanted);
  }

  /** All records, in order, one partition at a time in memory: a job for each, when it is read. */
  public final Iterator<T> toLocalIterator() {
    return Actions.iterator(this);
  }

  /** How many records there are. */
  public final long count() {
    return Actions.count(this);
  }

  /** How often each record occurs, in no particular order; the map must fit in memory. */
  public final Map<T, Long> countByValue() {
    return self()
        .mapToPair(record -> new Pair<>(record, 1L))
        .reduceByKey(Long::sum)
        .collect()
        .stream()
        .collect(Collectors.toMap(Pair::first, Pair::second));
  }

  /** As {@link #countApprox(long, double)}, with a confidence of 0.95. */
  public final PartialResult<BoundedDouble> countApprox(long timeout) {
    return countApprox(timeout, Approximate.CONFIDENCE);
  }

  /**
   * About how many records there are, from the tasks that have ended when a time is over.
   *
   * @param timeout milliseconds to wait
   * @param confidence the probability that the number shall be between the bounds
   * @throws dev.tandem.contract.engine.JobFailed if the job fails before
   */
  public final PartialResult<BoundedDouble> countApprox(long timeout, double confidence) {
    return new Approximate("countApprox", this, timeout, confidence).count();
  }

  /** As {@link #countByValueApprox(long, double)}, with a confidence of 0.95. */
  public final PartialResult<Map<T, BoundedDouble>> countByValueApprox(long timeout) {
    return countByValueApprox(timeout, Approximate.CONFIDENCE);
  }

  /** About how often each record occurs, as {@link #countApprox(long, double)} says. */
  public final PartialResult<Map<T, BoundedDouble>> countByValueApprox(
      long timeout, double confidence) {
    return new Approximate("countByValueApprox", this, timeout, confidence)
        .counts(Tally.counting(form::<T>record));
  }

  /** Calls a function for each record, in the tasks. */
  public final void foreach(VoidFn<? super T> f) {
    Actions.foreach(this, f);
  }

  /** Calls a function for each partition, in the tasks; it need not read to the end. */
  public final void foreachPartition(VoidFn<? super Iterator<T>> f) {
    Actions.foreachPartition(this, f);
  }

  /**
   * Folds all records into one.
   *
   * @param f associative and commutative
   * @throws UnsupportedOperationException if there is no record: "empty collection"
   */
  public final T reduce(Fn2<T, T, T> f) {
    return Actions.reduce("reduce", this, f);
  }

  /**
   * Folds all records into one.
   *
   * @param zeroValue neutral: it is where each partition begins, and the driver once more
   * @param f associative and commutative; may change its first argument
   */
  public final T fold(T zeroValue, Fn2<T, T, T> f) {
    return Actions.aggregate("fold", this, zeroValue, f, f);
  }

  /**
   * Folds records into values of another type.
   *
   * @param zeroValue neutral: it is where each partition begins, and the driver once more
   * @param seqOp adds a record; may change its first argument
   * @param combOp merges two values; may change its first argument
   */
  public final <U> U aggregate(U zeroValue, Fn2<U, T, U> seqOp, Fn2<U, U, U> combOp) {
    return Actions.aggregate("aggregate", this, zeroValue, seqOp, combOp);
  }

  /**
   * About how many distinct records there are, by HyperLogLog.
   *
   * @param relativeSD the standard error relative to the number, at least 0.00103
   */
  public final long countApproxDistinct(double relativeSD) {
    HyperLogLog counter = HyperLogLog.of("countApproxDistinct", relativeSD);
    byte[] registers =
        Actions.aggregate(
            "countApproxDistinct",
            this,
            counter.create(),
            (all, record) -> counter.add(all, record),
            (all, more) -> counter.merge(all, more));
    return counter.finish(registers);
  }

  /** As {@link #reduce}, over a tree of depth 2. */
  public final T treeReduce(Fn2<T, T, T> f) {
    return treeReduce(f, DEPTH);
  }

  /**
   * As {@link #reduce}, over a tree, so that the driver merges few results.
   *
   * @param depth suggested levels, at least 1
   */
  public final T treeReduce(Fn2<T, T, T> f, int depth) {
    UserCode.given("treeReduce", f);
    return Trees.reduce("treeReduce", self(), f, depth);
  }

  /** As {@link #aggregate}, over a tree of depth 2. */
  public final <U> U treeAggregate(U zeroValue, Fn2<U, T, U> seqOp, Fn2<U, U, U> combOp) {
    return treeAggregate(zeroValue, seqOp, combOp, DEPTH);
  }

  /**
   * As {@link #aggregate}, over a tree, so that the driver merges few results: all of them
   * nevertheless if the class of {@code zeroValue} has no codec.
   *
   * @param zeroValue not null, since what partitions make of it are the records of the tree
   * @param depth suggested levels, at least 1
   */
  public final <U> U treeAggregate(
      U zeroValue, Fn2<U, T, U> seqOp, Fn2<U, U, U> combOp, int depth) {
    return Trees.aggregate("treeAggregate", self(), zeroValue, seqOp, combOp, depth);
  }

  /**
   * The first records, in the order of the partitions. As few partitions as possible are computed:
   * one, then four times as many as before until there are enough, each time in a job of its own.
   */
  public final List<T> take(int num) {
    return Taking.take("take", this, num);
  }

  /**
   * The first record.
   *
   * @throws UnsupportedOperationException if there is none: "empty collection"
   */
  public final T first() {
    List<T> first = Taking.take("first", this, 1);
    if (first.isEmpty()) {
      throw new UnsupportedOperationException("first: empty collection");
    }
    return first.get(0);
  }

  /** Whether there is no record. */
  public final boolean isEmpty() {
    return Taking.take("isEmpty", this, 1).isEmpty();
  }

  /** As {@link #takeOrdered(int, Comparator)}, by the natural order of the records. */
  public final List<T> takeOrdered(int num) {
    return takeOrdered(num, natural());
  }

  /**
   * The least records, in order.
   *
   * @param num how many; fewer if there are fewer
   * @throws IllegalArgumentException if it is negative
   */
  public final List<T> takeOrdered(int num, Comparator<? super T> comp) {
    return Taking.ordered("takeOrdered", this, num, comp);
  }

  /** As {@link #top(int, Comparator)}, by the natural order of the records. */
  public final List<T> top(int num) {
    return top(num, natural());
  }

  /**
   * The greatest records, the greatest first.
   *
   * @param num how many; fewer if there are fewer
   * @throws IllegalArgumentException if it is negative
   */
  public final List<T> top(int num, Comparator<? super T> comp) {
    return Taking.ordered("top", this, num, Collections.reverseOrder(UserCode.given("top", comp)));
  }

  @SuppressWarnings("unchecked") // fails with a ClassCastException, as in Spark
  private Comparator<T> natural() {
    return (Comparator<T>) NaturalOrder.INSTANCE;
  }

  /**
   * The least record.
   *
   * @throws UnsupportedOperationException if there is none
   */
  public final T min(Comparator<? super T> comp) {
    return Actions.reduce("min", this, new Chosen<>(UserCode.given("min", comp), false));
  }

  /**
   * The greatest record.
   *
   * @throws UnsupportedOperationException if there is none
   */
  public final T max(Comparator<? super T> comp) {
    return Actions.reduce("max", this, new Chosen<>(UserCode.given("max", comp), true));
  }

  private record Chosen<T>(Comparator<? super T> order, boolean greatest) implements Fn2<T, T, T> {
    @Override
    public T apply(T left, T right) {
      int sign = order.compare(left, right);
      return (greatest ? sign >= 0 : sign <= 0) ? left : right;
    }
  }

  /** Records drawn at random, with a seed drawn now. */
  public final List<T> takeSample(boolean withReplacement, int num) {
    return takeSample(withReplacement, num, new Random().nextLong());
  }

  /**
   * Records drawn at random, in random order; counts all records first.
   *
   * @param withReplacement whether a record may come several times
   * @param num how many; fewer if there are fewer records and none comes twice
   * @param seed the same seed gives the same sample
   */
  public final List<T> takeSample(boolean withReplacement, int num, long seed) {
    return Sampled.take(this, withReplacement, num, seed);
  }
}
