package dev.tandem.spark.same;

import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.api.HashPartitioner;
import dev.tandem.rdd.api.PairRdd;
import dev.tandem.rdd.api.RangePartitioner;
import dev.tandem.rdd.api.RddContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** The keyed verbs, each in a program for Spark and in the same one for our RDDs. */
final class PairPrograms {
  private PairPrograms() {}

  private static List<Integer> upTo(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  /** n pairs with that many keys, which are strings. */
  private static JavaPairRDD<String, Integer> pairs(
      JavaSparkContext sc, int n, int keys, int slices) {
    return sc.parallelize(upTo(n), slices).mapToPair(i -> new Tuple2<>("key" + i * 7 % keys, i));
  }

  private static PairRdd<String, Integer> pairs(RddContext sc, int n, int keys, int slices) {
    return sc.parallelize(upTo(n), slices).mapToPair(i -> new Pair<>("key" + i * 7 % keys, i));
  }

  /** n pairs with keys that are numbers, negative ones too, each once. */
  private static JavaPairRDD<Long, Integer> numbers(JavaSparkContext sc, int n, int slices) {
    return sc.parallelize(upTo(n), slices).mapToPair(i -> new Tuple2<>(i * 7919L % n - n / 2, i));
  }

  private static PairRdd<Long, Integer> numbers(RddContext sc, int n, int slices) {
    return sc.parallelize(upTo(n), slices).mapToPair(i -> new Pair<>(i * 7919L % n - n / 2, i));
  }

  private static org.apache.spark.HashPartitioner hash(int n) {
    return new org.apache.spark.HashPartitioner(n);
  }

  private static SamePrograms.Program unordered(
      String name, Function<JavaSparkContext, Object> spark, Function<RddContext, Object> own) {
    return new SamePrograms.Program(name, false, spark, own);
  }

  private static SamePrograms.Program ordered(
      String name, Function<JavaSparkContext, Object> spark, Function<RddContext, Object> own) {
    return new SamePrograms.Program(name, true, spark, own);
  }

  static Stream<SamePrograms.Program> all() {
    return Stream.of(aggregations(), places(), joins(), sorts(), sets(), actions())
        .flatMap(programs -> programs);
  }

  private static Stream<SamePrograms.Program> aggregations() {
    return Stream.of(
        unordered(
            "reduceByKey",
            sc -> pairs(sc, 100, 9, 4).reduceByKey(Integer::sum),
            sc -> pairs(sc, 100, 9, 4).reduceByKey(Integer::sum)),
        unordered(
            "reduceByKey into 3",
            sc -> pairs(sc, 100, 9, 4).reduceByKey(Integer::sum, 3),
            sc -> pairs(sc, 100, 9, 4).reduceByKey(Integer::sum, 3)),
        unordered(
            "groupByKey",
            sc -> pairs(sc, 100, 9, 4).groupByKey(5),
            sc -> pairs(sc, 100, 9, 4).groupByKey(5)),
        unordered(
            "foldByKey",
            sc -> pairs(sc, 100, 9, 4).foldByKey(1000, 2, Integer::sum),
            sc -> pairs(sc, 100, 9, 4).foldByKey(1000, 2, Integer::sum)),
        unordered(
            "aggregateByKey",
            sc ->
                pairs(sc, 100, 9, 4)
                    .aggregateByKey("", 2, (s, v) -> s + "x", (a, b) -> a + "-" + b)
                    .mapValues(String::length),
            sc ->
                pairs(sc, 100, 9, 4)
                    .aggregateByKey("", 2, (s, v) -> s + "x", (a, b) -> a + "-" + b)
                    .mapValues(String::length)),
        unordered(
            "combineByKey without map-side combine",
            sc ->
                pairs(sc, 100, 9, 4)
                    .combineByKey(
                        PairPrograms::newSet,
                        PairPrograms::add,
                        PairPrograms::addAll,
                        hash(3),
                        false,
                        null),
            sc ->
                pairs(sc, 100, 9, 4)
                    .combineByKey(
                        PairPrograms::newSet,
                        PairPrograms::add,
                        PairPrograms::addAll,
                        new HashPartitioner(3),
                        false)),
        unordered(
            "a reduce of what is placed",
            sc ->
                pairs(sc, 100, 9, 4)
                    .reduceByKey(Integer::sum, 3)
                    .mapValues(v -> v + 1)
                    .reduceByKey(Integer::sum),
            sc ->
                pairs(sc, 100, 9, 4)
                    .reduceByKey(Integer::sum, 3)
                    .mapValues(v -> v + 1)
                    .reduceByKey(Integer::sum)));
  }

  private static Set<Integer> newSet(Integer value) {
    return new HashSet<>(Set.of(value));
  }

  private static Set<Integer> add(Set<Integer> set, Integer value) {
    set.add(value);
    return set;
  }

  private static Set<Integer> addAll(Set<Integer> set, Set<Integer> more) {
    set.addAll(more);
    return set;
  }

  private static Stream<SamePrograms.Program> places() {
    return Stream.of(
        unordered(
            "partitionBy of strings",
            sc -> pairs(sc, 100, 30, 4).partitionBy(hash(7)),
            sc -> pairs(sc, 100, 30, 4).partitionBy(new HashPartitioner(7))),
        unordered(
            "partitionBy of numbers",
            sc -> numbers(sc, 200, 4).partitionBy(hash(7)),
            sc -> numbers(sc, 200, 4).partitionBy(new HashPartitioner(7))),
        unordered(
            "partitionBy twice alike",
            sc -> numbers(sc, 200, 4).partitionBy(hash(7)).partitionBy(hash(7)),
            sc ->
                numbers(sc, 200, 4)
                    .partitionBy(new HashPartitioner(7))
                    .partitionBy(new HashPartitioner(7))),
        unordered(
            "partitionBy of booleans and doubles",
            sc ->
                numbers(sc, 50, 2)
                    .mapToPair(p -> new Tuple2<>((Object) (p._1() > 0 ? p._1() / 3.0 : true), 1))
                    .partitionBy(hash(5)),
            sc ->
                numbers(sc, 50, 2)
                    .mapToPair(
                        p -> new Pair<>((Object) (p.first() > 0 ? p.first() / 3.0 : true), 1))
                    .partitionBy(new HashPartitioner(5))),
        unordered(
            "a map forgets the places",
            sc ->
                pairs(sc, 60, 9, 4)
                    .partitionBy(hash(3))
                    .mapToPair(p -> p)
                    .reduceByKey(Integer::sum),
            sc ->
                pairs(sc, 60, 9, 4)
                    .partitionBy(new HashPartitioner(3))
                    .mapToPair(p -> p)
                    .reduceByKey(Integer::sum)),
        ordered(
            "flatMapValues and filter",
            sc ->
                pairs(sc, 60, 9, 4)
                    .flatMapValues(v -> List.of(v, -v).iterator())
                    .filter(p -> p._2() % 3 == 0),
            sc ->
                pairs(sc, 60, 9, 4)
                    .flatMapValues(v -> List.of(v, -v).iterator())
                    .filter(p -> p.second() % 3 == 0)),
        ordered("keys", sc -> pairs(sc, 60, 9, 4).keys(), sc -> pairs(sc, 60, 9, 4).keys()),
        ordered("values", sc -> pairs(sc, 60, 9, 4).values(), sc -> pairs(sc, 60, 9, 4).values()));
  }

  private static Stream<SamePrograms.Program> joins() {
    return Stream.of(
        unordered(
            "join",
            sc -> pairs(sc, 40, 9, 4).join(pairs(sc, 20, 12, 3)),
            sc -> pairs(sc, 40, 9, 4).join(pairs(sc, 20, 12, 3))),
        unordered(
            "join of sides placed alike",
            sc ->
                pairs(sc, 40, 9, 4)
                    .partitionBy(hash(3))
                    .join(pairs(sc, 20, 12, 2).partitionBy(hash(3))),
            sc ->
                pairs(sc, 40, 9, 4)
                    .partitionBy(new HashPartitioner(3))
                    .join(pairs(sc, 20, 12, 2).partitionBy(new HashPartitioner(3)))),
        unordered(
            "join with one side placed",
            sc -> pairs(sc, 40, 9, 4).partitionBy(hash(3)).join(pairs(sc, 20, 12, 5)),
            sc ->
                pairs(sc, 40, 9, 4).partitionBy(new HashPartitioner(3)).join(pairs(sc, 20, 12, 5))),
        unordered(
            "leftOuterJoin",
            sc -> pairs(sc, 20, 9, 4).leftOuterJoin(pairs(sc, 3, 12, 3), 2),
            sc -> pairs(sc, 20, 9, 4).leftOuterJoin(pairs(sc, 3, 12, 3), 2)),
        unordered(
            "rightOuterJoin",
            sc -> pairs(sc, 3, 9, 4).rightOuterJoin(pairs(sc, 20, 12, 3), 2),
            sc -> pairs(sc, 3, 9, 4).rightOuterJoin(pairs(sc, 20, 12, 3), 2)),
        unordered(
            "fullOuterJoin",
            sc -> pairs(sc, 3, 9, 4).fullOuterJoin(pairs(sc, 5, 12, 3)),
            sc -> pairs(sc, 3, 9, 4).fullOuterJoin(pairs(sc, 5, 12, 3))),
        unordered(
            "cogroup of two",
            sc -> pairs(sc, 30, 9, 4).cogroup(pairs(sc, 30, 12, 3), 5),
            sc -> pairs(sc, 30, 9, 4).cogroup(pairs(sc, 30, 12, 3), 5)),
        unordered(
            "cogroup of four",
            sc ->
                pairs(sc, 30, 9, 4)
                    .groupWith(pairs(sc, 30, 12, 3), pairs(sc, 3, 3, 1), pairs(sc, 9, 9, 2)),
            sc ->
                pairs(sc, 30, 9, 4)
                    .groupWith(pairs(sc, 30, 12, 3), pairs(sc, 3, 3, 1), pairs(sc, 9, 9, 2))),
        unordered(
            "subtractByKey",
            sc -> pairs(sc, 30, 12, 4).subtractByKey(pairs(sc, 30, 9, 3)),
            sc -> pairs(sc, 30, 12, 4).subtractByKey(pairs(sc, 30, 9, 3))));
  }

  private static Stream<SamePrograms.Program> sorts() {
    return Stream.of(
        ordered(
            "sortByKey",
            sc -> numbers(sc, 100, 4).sortByKey(),
            sc -> numbers(sc, 100, 4).sortByKey()),
        ordered(
            "sortByKey downwards into 3",
            sc -> numbers(sc, 100, 4).sortByKey(false, 3),
            sc -> numbers(sc, 100, 4).sortByKey(false, 3)),
        ordered(
            "sortByKey into one",
            sc -> numbers(sc, 100, 4).sortByKey(true, 1),
            sc -> numbers(sc, 100, 4).sortByKey(true, 1)),
        ordered(
            "sortByKey by a comparator",
            sc -> numbers(sc, 100, 4).sortByKey(Comparator.<Long>reverseOrder(), true, 5),
            sc -> numbers(sc, 100, 4).sortByKey(Comparator.<Long>reverseOrder(), true, 5)),
        unordered(
            "sortByKey of one key, asked for 4",
            sc -> pairs(sc, 40, 1, 4).sortByKey(true, 4),
            sc -> pairs(sc, 40, 1, 4).sortByKey(true, 4)),
        ordered(
            "repartitionAndSortWithinPartitions",
            sc -> numbers(sc, 100, 4).repartitionAndSortWithinPartitions(hash(3)),
            sc -> numbers(sc, 100, 4).repartitionAndSortWithinPartitions(new HashPartitioner(3))),
        ordered(
            "filterByRange of a sorted one",
            sc -> numbers(sc, 100, 4).sortByKey(true, 5).filterByRange(-10L, 10L),
            sc -> numbers(sc, 100, 4).sortByKey(true, 5).filterByRange(-10L, 10L)),
        ordered(
            "filterByRange of an unsorted one",
            sc -> numbers(sc, 100, 4).filterByRange(-10L, 10L),
            sc -> numbers(sc, 100, 4).filterByRange(-10L, 10L)),
        unordered(
            "partitionBy ranges",
            sc -> {
              JavaPairRDD<Long, Integer> rdd = numbers(sc, 100, 4).sortByKey(true, 4);
              return numbers(sc, 50, 2).partitionBy(rdd.partitioner().get());
            },
            sc ->
                numbers(sc, 50, 2)
                    .partitionBy(new RangePartitioner<>(4, numbers(sc, 100, 4), true))));
  }

  /**
   * Where whole pairs are hashed, only the answers are compared: Scala's tuples have a hash of
   * their own.
   */
  private static Stream<SamePrograms.Program> sets() {
    return Stream.of(
        unordered(
            "distinct of pairs",
            sc -> pairs(sc, 50, 9, 4).mapValues(v -> v % 2).distinct().collect(),
            sc -> pairs(sc, 50, 9, 4).mapValues(v -> v % 2).distinct().collect()),
        unordered(
            "union of pairs",
            sc -> pairs(sc, 20, 9, 4).union(pairs(sc, 10, 3, 2)).reduceByKey(Integer::sum),
            sc -> pairs(sc, 20, 9, 4).union(pairs(sc, 10, 3, 2)).reduceByKey(Integer::sum)),
        unordered(
            "union of pairs that are placed alike",
            sc ->
                pairs(sc, 20, 9, 4)
                    .partitionBy(hash(3))
                    .union(pairs(sc, 10, 3, 2).partitionBy(hash(3)))
                    .reduceByKey(Integer::sum),
            sc ->
                pairs(sc, 20, 9, 4)
                    .partitionBy(new HashPartitioner(3))
                    .union(pairs(sc, 10, 3, 2).partitionBy(new HashPartitioner(3)))
                    .reduceByKey(Integer::sum)),
        unordered(
            "intersection of pairs",
            sc -> pairs(sc, 20, 9, 4).intersection(pairs(sc, 10, 9, 2)).collect(),
            sc -> pairs(sc, 20, 9, 4).intersection(pairs(sc, 10, 9, 2)).collect()),
        unordered(
            "subtract of pairs",
            sc -> pairs(sc, 20, 9, 4).subtract(pairs(sc, 10, 9, 2)).collect(),
            sc -> pairs(sc, 20, 9, 4).subtract(pairs(sc, 10, 9, 2)).collect()),
        ordered(
            "coalesce of pairs",
            sc -> pairs(sc, 20, 9, 6).coalesce(2),
            sc -> pairs(sc, 20, 9, 6).coalesce(2)),
        ordered(
            "sample of pairs that are placed, then reduced",
            sc ->
                pairs(sc, 60, 9, 4)
                    .partitionBy(hash(3))
                    .sample(false, 0.999999, 7)
                    .reduceByKey(Integer::sum)
                    .sortByKey(true, 1),
            sc ->
                pairs(sc, 60, 9, 4)
                    .partitionBy(new HashPartitioner(3))
                    .sample(false, 0.999999, 7)
                    .reduceByKey(Integer::sum)
                    .sortByKey(true, 1)),
        unordered(
            "a cached RDD behind a shuffle is not shuffled again",
            sc -> {
              JavaPairRDD<String, Integer> sums =
                  pairs(sc, 50, 9, 4).reduceByKey(Integer::sum, 3).cache();
              return List.of(sums.count(), sums.mapValues(v -> v + 1).collect());
            },
            sc -> {
              PairRdd<String, Integer> sums =
                  pairs(sc, 50, 9, 4).reduceByKey(Integer::sum, 3).cache();
              return List.of(sums.count(), sums.mapValues(v -> v + 1).collect());
            }));
  }

  private static Stream<SamePrograms.Program> actions() {
    return Stream.of(
        unordered(
            "countByKey",
            sc -> pairs(sc, 50, 9, 4).countByKey(),
            sc -> pairs(sc, 50, 9, 4).countByKey()),
        unordered(
            "reduceByKeyLocally",
            sc -> pairs(sc, 50, 9, 4).reduceByKeyLocally(Integer::sum),
            sc -> pairs(sc, 50, 9, 4).reduceByKeyLocally(Integer::sum)),
        unordered(
            "collectAsMap",
            sc -> numbers(sc, 50, 4).collectAsMap(),
            sc -> numbers(sc, 50, 4).collectAsMap()),
        unordered(
            "lookup anywhere",
            sc -> pairs(sc, 50, 9, 4).lookup("key3"),
            sc -> pairs(sc, 50, 9, 4).lookup("key3")),
        unordered(
            "lookup where it is known to be",
            sc -> pairs(sc, 50, 9, 4).partitionBy(hash(5)).lookup("key3"),
            sc -> pairs(sc, 50, 9, 4).partitionBy(new HashPartitioner(5)).lookup("key3")),
        unordered(
            "two actions on one shuffle",
            sc -> {
              JavaPairRDD<String, Integer> sums = pairs(sc, 50, 9, 4).reduceByKey(Integer::sum, 3);
              return List.of(sums.count(), new ArrayList<>(sums.collect()));
            },
            sc -> {
              PairRdd<String, Integer> sums = pairs(sc, 50, 9, 4).reduceByKey(Integer::sum, 3);
              return List.of(sums.count(), new ArrayList<>(sums.collect()));
            }));
  }
}
