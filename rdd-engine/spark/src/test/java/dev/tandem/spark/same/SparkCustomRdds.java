package dev.tandem.spark.same;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.Dependency;
import org.apache.spark.HashPartitioner;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.Partitioner;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.shuffle.ShuffleWriteProcessor;
import scala.Option;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Subclasses of Spark's own RDD, in Java. */
final class SparkCustomRdds {
  private SparkCustomRdds() {}

  private static <T> ClassTag<T> tag(Class<? super T> type) {
    return ClassTag$.MODULE$.apply(type);
  }

  private static <V> JavaPairRDD<Integer, V> pairs(
      RDD<Tuple2<Integer, V>> rdd, Class<? super V> values) {
    return JavaPairRDD.fromRDD(rdd, tag(Integer.class), tag(values));
  }

  /** The numbers below 20 with their squares, placed by their remainder. */
  static JavaPairRDD<Integer, Integer> remainders(JavaSparkContext sc, int partitions) {
    return pairs(new Remainders(sc, partitions), Integer.class);
  }

  private static final class Remainders extends RDD<Tuple2<Integer, Integer>> {
    private static final long serialVersionUID = 1L;
    private final int count;

    /** Partitions are numbers and nothing else. */
    private final transient Partition[] numbers;

    Remainders(JavaSparkContext sc, int count) {
      super(
          sc.sc(),
          CollectionConverters.asScala(List.<Dependency<?>>of()).toSeq(),
          tag(Tuple2.class));
      this.count = count;
      this.numbers = sc.parallelize(List.of(), count).rdd().partitions();
    }

    @Override
    public Partition[] getPartitions() {
      return numbers;
    }

    @Override
    public Option<Partitioner> partitioner() {
      return Option.apply(new HashPartitioner(count));
    }

    @Override
    public scala.collection.Iterator<Tuple2<Integer, Integer>> compute(
        Partition split, TaskContext context) {
      return CollectionConverters.asScala(
          IntStream.range(0, 20)
              .filter(x -> x % count == split.index())
              .mapToObj(x -> new Tuple2<>(x, x * x))
              .iterator());
    }
  }

  /** For each key the sum of what comes narrowly and the number of what comes by a shuffle. */
  static JavaPairRDD<Integer, List<Integer>> sumsAndCounts(
      JavaPairRDD<Integer, Integer> sums, JavaPairRDD<Integer, Integer> counts, int partitions) {
    return pairs(
        new SumsAndCounts(sums.rdd(), shuffle(counts.rdd(), new HashPartitioner(partitions))),
        List.class);
  }

  private static ShuffleDependency<Integer, Integer, Integer> shuffle(
      RDD<Tuple2<Integer, Integer>> parent, Partitioner partitioner) {
    return new ShuffleDependency<>(
        parent,
        partitioner,
        SparkEnv.get().serializer(),
        Option.empty(),
        Option.empty(),
        false,
        new ShuffleWriteProcessor(),
        tag(Integer.class),
        tag(Integer.class),
        tag(Integer.class));
  }

  private static final class SumsAndCounts extends RDD<Tuple2<Integer, List<Integer>>> {
    private static final long serialVersionUID = 1L;
    private final RDD<Tuple2<Integer, Integer>> sums;
    private final ShuffleDependency<Integer, Integer, Integer> counts;

    SumsAndCounts(
        RDD<Tuple2<Integer, Integer>> sums, ShuffleDependency<Integer, Integer, Integer> counts) {
      super(
          sums.sparkContext(),
          CollectionConverters.asScala(
                  List.<Dependency<?>>of(new OneToOneDependency<>(sums), counts))
              .toSeq(),
          tag(Tuple2.class));
      this.sums = sums;
      this.counts = counts;
    }

    @Override
    public Partition[] getPartitions() {
      return sums.partitions();
    }

    @Override
    public Option<Partitioner> partitioner() {
      return Option.apply(counts.partitioner());
    }

    @Override
    public scala.collection.Iterator<Tuple2<Integer, List<Integer>>> compute(
        Partition split, TaskContext context) {
      Map<Integer, List<Integer>> all = new TreeMap<>();
      CollectionConverters.asJava(sums.iterator(split, context))
          .forEachRemaining(pair -> add(all, pair._1(), 0, pair._2()));
      shuffled(split.index(), context).forEachRemaining(pair -> add(all, pair._1(), 1, 1));
      List<Tuple2<Integer, List<Integer>>> records = new ArrayList<>();
      all.forEach((key, both) -> records.add(new Tuple2<>(key, both)));
      return CollectionConverters.asScala(records.iterator());
    }

    @SuppressWarnings("unchecked") // what a reader reads is pairs
    private Iterator<Tuple2<Integer, Integer>> shuffled(int partition, TaskContext context) {
      return (Iterator<Tuple2<Integer, Integer>>)
          (Iterator<?>)
              CollectionConverters.asJava(
                  SparkEnv.get()
                      .shuffleManager()
                      .getReader(
                          counts.shuffleHandle(),
                          partition,
                          partition + 1,
                          context,
                          context.taskMetrics().createTempShuffleReadMetrics())
                      .read());
    }
  }

  /** Adds to one of the two numbers of a key. */
  static void add(Map<Integer, List<Integer>> all, int key, int place, int amount) {
    List<Integer> both = all.computeIfAbsent(key, first -> new ArrayList<>(List.of(0, 0)));
    both.set(place, both.get(place) + amount);
  }
}
