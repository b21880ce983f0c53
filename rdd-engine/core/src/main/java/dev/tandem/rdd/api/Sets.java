package dev.tandem.rdd.api;

import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.CoGroup;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.shuffle.Partitioning;
import java.util.Iterator;
import java.util.List;

/** What treats records as the elements of sets: whole records become keys and meet in a shuffle. */
final class Sets {
  private Sets() {}

  /** Places nothing: says that what is grouped stays in the partition that it is in. */
  private static final class InPlace extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int rdd;
    private final int partitions;

    InPlace(int rdd, int partitions) {
      this.rdd = rdd;
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      throw new UnsupportedOperationException("these records stay where they are");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof InPlace that && rdd == that.rdd && partitions == that.partitions;
    }

    @Override
    public int hashCode() {
      return rdd;
    }
  }

  /** Equal keys of a partitioned RDD are in one partition already, and then nothing moves. */
  static <T> RddNode distinct(RddLike<T> rdd, int n) {
    boolean inPlace = rdd.partitioner().isPresent() && n == rdd.getNumPartitions();
    PairRdd<T, Boolean> pairs = asKeys("distinct", rdd);
    Partitioner partitioner = new HashPartitioner(n);
    if (inPlace) {
      partitioner = new InPlace(rdd.node.id(), n);
      pairs = new PairRdd<>(rdd.context, placed(pairs.node, rdd, partitioner));
    }
    RddNode once = pairs.reduceByKey(partitioner, (left, right) -> left).node;
    RddNode records = fromKeys("distinct", rdd, once);
    return inPlace
        ? rdd.context
            .lineages()
            .pushed(
                "distinct",
                List.of(new OneToOne(records)),
                records::partitions,
                (partition, parents, out) -> parents.push(0, out),
                rdd.node.partitioning(),
                rdd.form.shape())
        : records;
  }

  private static RddNode placed(RddNode node, RddLike<?> rdd, Partitioner partitioner) {
    Partitioning partitioning =
        new Partitioning(Codecs.keyDynamic(), new Placed(partitioner), partitioner.numPartitions());
    return rdd.context
        .lineages()
        .pushed(
            "distinct",
            List.of(new OneToOne(node)),
            node::partitions,
            (partition, parents, out) -> parents.push(0, out),
            partitioning,
            Lineages.PAIRS);
  }

  static <T> PairRdd<T, Boolean> asKeys(String verb, RddLike<T> rdd) {
    DoFn asKey = rdd.form.onRecords((record, out) -> out.emit(record, Boolean.TRUE));
    return new PairRdd<>(
        rdd.context, rdd.context.lineages().step(verb, rdd.node, asKey, false, Lineages.PAIRS));
  }

  private static RddNode fromKeys(String verb, RddLike<?> rdd, RddNode keyed) {
    Form form = rdd.form;
    DoFn key = (record, any, out) -> form.emit(record, out);
    return rdd.context.lineages().step(verb, keyed, key, false, form.shape());
  }

  /**
   * Records that are in both, each once.
   *
   * @param partitioner null for the default
   */
  static <T> RddNode intersection(RddLike<T> left, RddLike<T> right, Partitioner partitioner) {
    RddNode keys =
        ofBoth(
            "intersection",
            left,
            right,
            partitioner,
            (record, sides, out) -> {
              CoGroup both = (CoGroup) sides;
              if (both.values(0).hasNext() && both.values(1).hasNext()) {
                out.emit(record, Boolean.TRUE);
              }
            });
    return fromKeys("intersection", left, keys);
  }

  /** Records that are not in the other, as often as they occur. */
  static <T> RddNode subtract(RddLike<T> left, RddLike<T> right, Partitioner partitioner) {
    RddNode keys =
        ofBoth(
            "subtract",
            left,
            right,
            partitioner,
            (record, sides, out) -> {
              CoGroup both = (CoGroup) sides;
              long times = 0;
              for (Iterator<?> each = both.values(0); each.hasNext(); each.next()) {
                times++;
              }
              for (long more = both.values(1).hasNext() ? 0 : times; more > 0; more--) {
                out.emit(record, Boolean.TRUE);
              }
            });
    left.context.labels().show(keys, "SubtractedRDD");
    return fromKeys("subtract", left, keys);
  }

  /** The records that were chosen, as keys. */
  private static <T> RddNode ofBoth(
      String verb, RddLike<T> left, RddLike<T> right, Partitioner partitioner, DoFn chosen) {
    RddBase.checkContext(verb, left.context, right);
    Lineages lineages = left.context.lineages();
    PairRdd<T, Boolean> one = asKeys(verb, left);
    PairRdd<T, Boolean> two = asKeys(verb, right);
    Partitioner by = partitioner == null ? DefaultPartitioner.of(one, two) : partitioner;
    RddNode both = lineages.group(verb, List.of(one.node, two.node), Placed.grouping(by));
    RddNode keys = lineages.step(verb, both, chosen, true, Lineages.PAIRS);
    return keys;
  }
}
