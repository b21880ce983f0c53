package dev.tandem.spark.shuffle;

import dev.tandem.spark.task.RunSide;
import dev.tandem.spark.task.Shipped;
import java.util.List;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.Product2;

/** One input of a grouping on its way to the partitions of its keys, as the driver sees it. */
public final class Shuffle {
  private final int number;
  private final KeyPartitioner partitioner;
  private final CodecShuffledRdd rdd;
  private final boolean combines;

  /**
   * @param number unique in the run
   * @param group what is asked for
   * @param spec the same, open
   * @param input of the grouping
   * @param pairs the records
   * @param run what all tasks share
   */
  @SuppressWarnings("unchecked") // the elements are pairs
  public Shuffle(
      int number,
      Shipped<GroupSpec> group,
      GroupSpec spec,
      int input,
      JavaRDD<Object> pairs,
      RunSide run) {
    this.number = number;
    this.combines = spec.combines();
    this.partitioner = new KeyPartitioner(group, run, spec.partitions());
    RDD<?> elements = pairs.rdd();
    this.rdd =
        new CodecShuffledRdd(
            (RDD<? extends Product2<Object, Object>>) elements, partitioner, run.books(), number);
    rdd.setSerializer(CodecSerializer.ofShuffle(group, input, combines));
    if (combines) {
      rdd.setAggregator(MapCombiner.of(group, run));
      rdd.setMapSideCombine(true);
    }
  }

  /** The records, in the partitions of their keys. */
  public JavaRDD<Object> rdd() {
    RDD<?> pairs = rdd;
    @SuppressWarnings("unchecked") // pairs are objects
    RDD<Object> objects = (RDD<Object>) pairs;
    return objects.toJavaRDD();
  }

  /** Its number in the run. */
  public int number() {
    return number;
  }

  /** Spark's number for it, which its map stage bears. */
  public int sparkId() {
    return ((ShuffleDependency<?, ?, ?>) rdd.dependencies().head()).shuffleId();
  }

  /** Whether records are combined before they travel. */
  public boolean combines() {
    return combines;
  }

  /** The number of its partitions. */
  public int partitions() {
    return partitioner.numPartitions();
  }

  /** Sets the bounds of a sort, before the first job that needs them. */
  public void setBounds(GroupSpec spec, List<Object> bounds) {
    partitioner.setBounds(spec.keys(), bounds);
  }
}
