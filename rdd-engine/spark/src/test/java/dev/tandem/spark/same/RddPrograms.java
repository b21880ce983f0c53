package dev.tandem.spark.same;

import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.api.PairRdd;
import dev.tandem.rdd.api.Rdd;
import dev.tandem.rdd.api.RddContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** The verbs of single records, each in a program for Spark and in the same one for our RDDs. */
final class RddPrograms {
  private RddPrograms() {}

  private static List<Integer> upTo(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  private static JavaRDD<Integer> numbers(JavaSparkContext sc, int n, int slices) {
    return sc.parallelize(upTo(n), slices);
  }

  private static Rdd<Integer> numbers(RddContext sc, int n, int slices) {
    return sc.parallelize(upTo(n), slices);
  }

  private static JavaPairRDD<Integer, Integer> placed(JavaSparkContext sc) {
    return numbers(sc, 20, 3).mapToPair(x -> new Tuple2<>(x % 7, x)).reduceByKey(Integer::sum);
  }

  private static PairRdd<Integer, Integer> placed(RddContext sc) {
    return numbers(sc, 20, 3).mapToPair(x -> new Pair<>(x % 7, x)).reduceByKey(Integer::sum);
  }

  private static SamePrograms.Program same(
      String name, Function<JavaSparkContext, Object> spark, Function<RddContext, Object> own) {
    return new SamePrograms.Program(name, true, spark, own);
  }

  private static SamePrograms.Program unordered(
      String name, Function<JavaSparkContext, Object> spark, Function<RddContext, Object> own) {
    return new SamePrograms.Program(name, false, spark, own);
  }

  static Stream<SamePrograms.Program> all() {
    return Stream.of(steps(), samples(), partitions(), sets(), folds(), takes(), doubles())
        .flatMap(programs -> programs);
  }

  private static Stream<SamePrograms.Program> steps() {
    return Stream.of(
        same(
            "map, filter, flatMap",
            sc ->
                numbers(sc, 50, 4)
                    .map(x -> x * 3)
                    .filter(x -> x % 2 == 0)
                    .flatMap(x -> List.of(x, -x).iterator()),
            sc ->
                numbers(sc, 50, 4)
                    .map(x -> x * 3)
                    .filter(x -> x % 2 == 0)
                    .flatMap(x -> List.of(x, -x).iterator())),
        same(
            "mapPartitionsWithIndex",
            sc ->
                numbers(sc, 10, 3)
                    .mapPartitionsWithIndex(
                        (i, records) -> List.of(i + ":" + records.next()).iterator(), false),
            sc ->
                numbers(sc, 10, 3)
                    .mapPartitionsWithIndex(
                        (i, records) -> List.of(i + ":" + records.next()).iterator(), false)),
        same("glom", sc -> numbers(sc, 10, 4).glom(), sc -> numbers(sc, 10, 4).glom()),
        same(
            "keyBy",
            sc -> numbers(sc, 10, 4).keyBy(x -> x % 3),
            sc -> numbers(sc, 10, 4).keyBy(x -> x % 3)),
        unordered(
            "groupBy",
            sc -> numbers(sc, 30, 4).groupBy(x -> x % 5),
            sc -> numbers(sc, 30, 4).groupBy(x -> x % 5)),
        unordered(
            "groupBy into 2",
            sc -> numbers(sc, 30, 4).groupBy(x -> x % 5, 2),
            sc -> numbers(sc, 30, 4).groupBy(x -> x % 5, 2)),
        same(
            "sortBy",
            sc -> numbers(sc, 150, 4).sortBy(x -> (x * 37) % 101 * 1000 + x, false, 3),
            sc -> numbers(sc, 150, 4).sortBy(x -> (x * 37) % 101 * 1000 + x, false, 3)),
        same("pipe", sc -> numbers(sc, 10, 3).pipe("cat"), sc -> numbers(sc, 10, 3).pipe("cat")));
  }

  private static Stream<SamePrograms.Program> samples() {
    return Stream.of(
        same(
            "sample of a few, by gaps",
            sc -> numbers(sc, 2000, 3).sample(false, 0.1, 42),
            sc -> numbers(sc, 2000, 3).sample(false, 0.1, 42)),
        same(
            "sample of many, one by one",
            sc -> numbers(sc, 2000, 3).sample(false, 0.6, -7),
            sc -> numbers(sc, 2000, 3).sample(false, 0.6, -7)),
        same(
            "randomSplit",
            sc -> numbers(sc, 500, 3).randomSplit(new double[] {1, 2, 3}, 11)[1],
            sc -> numbers(sc, 500, 3).randomSplit(new double[] {1, 2, 3}, 11).get(1)),
        same(
            "takeSample without replacement",
            sc -> numbers(sc, 500, 3).takeSample(false, 20, 5),
            sc -> numbers(sc, 500, 3).takeSample(false, 20, 5)),
        same(
            "takeSample of all",
            sc -> numbers(sc, 20, 3).takeSample(false, 30, 5),
            sc -> numbers(sc, 20, 3).takeSample(false, 30, 5)));
  }

  private static Stream<SamePrograms.Program> partitions() {
    return Stream.of(
        same(
            "coalesce", sc -> numbers(sc, 30, 7).coalesce(3), sc -> numbers(sc, 30, 7).coalesce(3)),
        same(
            "coalesce to more",
            sc -> numbers(sc, 9, 3).coalesce(5),
            sc -> numbers(sc, 9, 3).coalesce(5)),
        unordered(
            "coalesce with shuffle",
            sc -> numbers(sc, 50, 3).coalesce(5, true),
            sc -> numbers(sc, 50, 3).coalesce(5, true)),
        unordered(
            "repartition",
            sc -> numbers(sc, 100, 4).repartition(3),
            sc -> numbers(sc, 100, 4).repartition(3)),
        same(
            "union",
            sc -> numbers(sc, 5, 2).union(numbers(sc, 7, 3)),
            sc -> numbers(sc, 5, 2).union(numbers(sc, 7, 3))),
        unordered(
            "union of what is placed and of what has no partition",
            sc ->
                placed(sc)
                    .union(sc.<Integer>emptyRDD().mapToPair(x -> new Tuple2<>(x, x)))
                    .reduceByKey(Integer::sum),
            sc ->
                placed(sc)
                    .union(sc.<Integer>emptyRDD().mapToPair(x -> new Pair<>(x, x)))
                    .reduceByKey(Integer::sum)),
        unordered(
            "union of what is placed alike",
            sc -> {
              JavaPairRDD<Integer, Integer> rdd = placed(sc);
              return rdd.union(rdd.mapValues(x -> -x)).reduceByKey(Integer::sum);
            },
            sc -> {
              PairRdd<Integer, Integer> rdd = placed(sc);
              return rdd.union(rdd.mapValues(x -> -x)).reduceByKey(Integer::sum);
            }),
        same(
            "zip",
            sc -> numbers(sc, 10, 3).zip(numbers(sc, 10, 3).map(x -> x * x)),
            sc -> numbers(sc, 10, 3).zip(numbers(sc, 10, 3).map(x -> x * x))),
        same(
            "zipWithIndex",
            sc -> numbers(sc, 10, 3).zipWithIndex(),
            sc -> numbers(sc, 10, 3).zipWithIndex()),
        same(
            "zipWithIndex of one partition",
            sc -> numbers(sc, 10, 1).zipWithIndex(),
            sc -> numbers(sc, 10, 1).zipWithIndex()),
        same(
            "zipWithUniqueId",
            sc -> numbers(sc, 10, 3).zipWithUniqueId(),
            sc -> numbers(sc, 10, 3).zipWithUniqueId()),
        same(
            "cartesian",
            sc -> numbers(sc, 5, 2).cartesian(numbers(sc, 4, 3)),
            sc -> numbers(sc, 5, 2).cartesian(numbers(sc, 4, 3))),
        same(
            "zipPartitions",
            sc ->
                numbers(sc, 6, 2)
                    .zipPartitions(
                        numbers(sc, 8, 2), (a, b) -> List.of(a.next() * 100 + b.next()).iterator()),
            sc ->
                numbers(sc, 6, 2)
                    .zipPartitions(
                        numbers(sc, 8, 2),
                        (a, b) -> List.of(a.next() * 100 + b.next()).iterator())));
  }

  private static Stream<SamePrograms.Program> sets() {
    return Stream.of(
        unordered(
            "distinct",
            sc -> numbers(sc, 40, 4).map(x -> x % 9).distinct(),
            sc -> numbers(sc, 40, 4).map(x -> x % 9).distinct()),
        unordered(
            "distinct of what is placed", sc -> placed(sc).distinct(), sc -> placed(sc).distinct()),
        unordered(
            "intersection",
            sc -> numbers(sc, 20, 2).intersection(numbers(sc, 30, 3).map(x -> x * 2)),
            sc -> numbers(sc, 20, 2).intersection(numbers(sc, 30, 3).map(x -> x * 2))),
        unordered(
            "subtract",
            sc -> numbers(sc, 20, 2).map(x -> x / 2).subtract(numbers(sc, 5, 3)),
            sc -> numbers(sc, 20, 2).map(x -> x / 2).subtract(numbers(sc, 5, 3))),
        unordered(
            "countByValue",
            sc -> numbers(sc, 40, 4).map(x -> x % 9).countByValue(),
            sc -> numbers(sc, 40, 4).map(x -> x % 9).countByValue()));
  }

  private static Stream<SamePrograms.Program> folds() {
    return Stream.of(
        same(
            "fold",
            sc -> numbers(sc, 10, 4).fold(1, Integer::sum),
            sc -> numbers(sc, 10, 4).fold(1, Integer::sum)),
        same(
            "reduce",
            sc -> numbers(sc, 10, 4).reduce(Math::max),
            sc -> numbers(sc, 10, 4).reduce(Math::max)),
        same(
            "aggregate",
            sc -> numbers(sc, 10, 4).aggregate(2, Integer::sum, (a, b) -> a + b),
            sc -> numbers(sc, 10, 4).aggregate(2, Integer::sum, (a, b) -> a + b)),
        same(
            "treeAggregate",
            sc -> numbers(sc, 100, 16).treeAggregate(0, Integer::sum, Integer::sum, 2),
            sc -> numbers(sc, 100, 16).treeAggregate(0, Integer::sum, Integer::sum, 2)),
        same(
            "treeReduce, depth 3",
            sc -> numbers(sc, 100, 20).treeReduce(Integer::sum, 3),
            sc -> numbers(sc, 100, 20).treeReduce(Integer::sum, 3)),
        same(
            "toLocalIterator",
            sc -> read(numbers(sc, 10, 3).toLocalIterator()),
            sc -> read(numbers(sc, 10, 3).toLocalIterator())),
        same(
            "collectPartitions",
            sc -> Arrays.asList(numbers(sc, 10, 3).collectPartitions(new int[] {2, 0})),
            sc -> numbers(sc, 10, 3).collectPartitions(new int[] {2, 0})),
        same(
            "two actions on a shuffle",
            sc -> {
              JavaPairRDD<Integer, Integer> rdd = placed(sc);
              return rdd.count() + rdd.values().reduce(Integer::sum);
            },
            sc -> {
              PairRdd<Integer, Integer> rdd = placed(sc);
              return rdd.count() + rdd.values().reduce(Integer::sum);
            }));
  }

  private static String read(java.util.Iterator<Integer> records) {
    StringBuilder all = new StringBuilder();
    records.forEachRemaining(record -> all.append(record).append(' '));
    return all.toString();
  }

  private static Stream<SamePrograms.Program> takes() {
    return Stream.of(
        same("take", sc -> numbers(sc, 100, 50).take(5), sc -> numbers(sc, 100, 50).take(5)),
        same(
            "take of nothing",
            sc -> numbers(sc, 100, 100).filter(x -> x < 0).take(3),
            sc -> numbers(sc, 100, 100).filter(x -> x < 0).take(3)),
        same("take 0", sc -> numbers(sc, 10, 2).take(0), sc -> numbers(sc, 10, 2).take(0)),
        same("first", sc -> numbers(sc, 10, 3).first(), sc -> numbers(sc, 10, 3).first()),
        same(
            "isEmpty",
            sc -> numbers(sc, 30, 30).filter(x -> x > 28).isEmpty(),
            sc -> numbers(sc, 30, 30).filter(x -> x > 28).isEmpty()),
        same("top", sc -> numbers(sc, 30, 3).top(4), sc -> numbers(sc, 30, 3).top(4)),
        same(
            "takeOrdered",
            sc -> numbers(sc, 30, 3).takeOrdered(4, Comparator.reverseOrder()),
            sc -> numbers(sc, 30, 3).takeOrdered(4, Comparator.reverseOrder())),
        same(
            "min and max",
            sc -> {
              JavaRDD<Integer> rdd = numbers(sc, 30, 3);
              return rdd.min(Comparator.naturalOrder()) + " " + rdd.max(Comparator.naturalOrder());
            },
            sc -> {
              Rdd<Integer> rdd = numbers(sc, 30, 3);
              return rdd.min(Comparator.naturalOrder()) + " " + rdd.max(Comparator.naturalOrder());
            }));
  }

  private static Stream<SamePrograms.Program> doubles() {
    return Stream.of(
        same(
            "stats",
            sc -> numbers(sc, 30, 3).mapToDouble(x -> x / 4.0).stats().toString(),
            sc -> numbers(sc, 30, 3).mapToDouble(x -> x / 4.0).stats().toString()),
        same(
            "histogram of one width",
            sc -> {
              Tuple2<double[], long[]> h =
                  numbers(sc, 30, 3).mapToDouble(x -> x / 3.0).histogram(4);
              return Arrays.toString(h._1()) + Arrays.toString(h._2());
            },
            sc -> {
              Pair<double[], long[]> h = numbers(sc, 30, 3).mapToDouble(x -> x / 3.0).histogram(4);
              return Arrays.toString(h.first()) + Arrays.toString(h.second());
            }),
        same(
            "histogram of bounds",
            sc ->
                Arrays.toString(
                    numbers(sc, 30, 3).mapToDouble(x -> x).histogram(new double[] {1, 5, 20, 29})),
            sc ->
                Arrays.toString(
                    numbers(sc, 30, 3)
                        .mapToDouble(x -> x)
                        .histogram(new double[] {1, 5, 20, 29}))));
  }
}
