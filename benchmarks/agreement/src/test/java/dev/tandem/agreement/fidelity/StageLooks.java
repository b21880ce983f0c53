package dev.tandem.agreement.fidelity;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.testkit.probe.Numbers;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import scala.Tuple2;

/** Jobs that show stages, tasks and shuffles: of the RDD engine, of Spark, and of its programs. */
final class StageLooks {
  private StageLooks() {}

  private static KeyedBag<Long, Long> pairs(Pipeline p, int splits) {
    return p.read(Numbers.of(splits, 100)).keyBy(n -> n % 10);
  }

  private static KeyedBag<Long, Long> sums(Pipeline p, int splits) {
    return pairs(p, splits).reduceByKey(Long::sum);
  }

  private static JavaPairRDD<Long, Long> pairs(Lab lab, int slices) {
    List<Long> numbers = IntStream.range(0, 100 * slices).mapToObj(n -> (long) n).toList();
    return lab.spark().parallelize(numbers, slices).mapToPair(n -> new Tuple2<>(n % 10, n));
  }

  static String takeOfNothing(Lab lab, int partitions) throws IOException {
    return lab.run(p -> p.read(Numbers.of(partitions, 0)).take(1)).tasks();
  }

  static String nativeTakeOfNothing(Lab lab, int partitions) {
    return Seen.show(
        lab.stagesOf(() -> lab.spark().<Long>parallelize(List.of(), partitions).take(1)));
  }

  static String takeOfZero(Lab lab) throws IOException {
    return lab.run(p -> p.read(Numbers.of(4, 1)).take(0)).stages().size() + " stages";
  }

  static String nativeTakeOfZero(Lab lab) {
    return lab.stagesOf(() -> lab.spark().parallelize(List.of(1L), 4).take(0)).size() + " stages";
  }

  static String mapOnly(Lab lab) throws IOException {
    return lab.run(p -> p.read(Numbers.of(4, 10)).map(n -> n + 1).filter(n -> n > 3).collect())
        .tasks();
  }

  static String counting(Lab lab) throws IOException {
    return lab.run(p -> sums(p, 4).collect()).tasks();
  }

  static String join(Lab lab) throws IOException {
    return Seen.showJoin(lab.run(p -> pairs(p, 4).join(pairs(p, 5)).collect()).stages());
  }

  static String joinOfPlaced(Lab lab) throws IOException {
    return Seen.showJoin(lab.run(p -> sums(p, 4).join(sums(p, 5)).collect()).stages());
  }

  static String joinOfPlacedAndOther(Lab lab) throws IOException {
    return Seen.showJoin(lab.run(p -> sums(p, 4).join(pairs(p, 5)).collect()).stages());
  }

  static String nativeJoinOfPlacedAndOther(Lab lab) {
    return Seen.showJoin(
        lab.stagesOf(() -> pairs(lab, 4).reduceByKey(Long::sum).join(pairs(lab, 5)).collect()));
  }

  static String groupedTwice(Lab lab) throws IOException {
    return lab.run(p -> sums(p, 4).reduceByKey(Long::sum).collect()).tasks();
  }

  static String secondAction(Lab lab) throws IOException {
    Seen seen =
        lab.run(
            p -> {
              KeyedBag<Long, Long> sums = sums(p, 4);
              sums.collect();
              sums.count();
            });
    return seen.tasks() + ", skipped " + seen.skipped();
  }

  static String keptAsAWhole(Lab lab) throws IOException {
    Seen seen =
        lab.run(
            p -> {
              KeyedBag<Long, Long> kept = sums(p, 4).mapValues(n -> n + 1).reuse();
              kept.count();
              kept.mapValues(n -> -n).collect();
            });
    return seen.tasks();
  }

  static String keptInput(Lab lab) throws IOException {
    return lab.run(
            p -> {
              KeyedBag<Long, Long> kept = pairs(p, 4).reuse();
              kept.count();
              kept.reduceByKey(Long::sum).collect();
            })
        .measures(Measure.INPUT_RECORDS, Measure.TASKS);
  }

  static String failing(Lab lab) throws IOException {
    return lab.run(p -> p.read(Numbers.of(1, 1)).map(n -> 1 / n).collect())
            .report()
            .get(Measure.FAILED_ATTEMPTS)
        + " attempts";
  }

  static String sorting(Lab lab, int partitions) throws IOException {
    return lab.run(
            p -> pairs(p, 4).sortByKey(Orders.longs()).collect(),
            options -> options.withPartitions(partitions))
        .tasks();
  }

  static String nativeSorting(Lab lab) {
    return Seen.show(lab.stagesOf(() -> pairs(lab, 4).sortByKey(true, Lab.PARTITIONS).collect()));
  }

  static String sortingOneKey(Lab lab) throws IOException {
    return lab.run(
                p ->
                    pairs(p, 2)
                        .mapToPair(Long.class, Long.class, (n, out) -> out.emit(7L, 1L))
                        .sortByKey(Orders.longs())
                        .write(Lab.sink()),
                options -> options.withPartitions(4))
            .report()
            .outputs()
            .get(0)
            .files()
        + " partitions";
  }

  static String nativeSortingOneKey(Lab lab) {
    JavaPairRDD<Long, Long> sorted =
        pairs(lab, 2).mapToPair(n -> new Tuple2<>(7L, 1L)).sortByKey(true, 4);
    return sorted.getNumPartitions() + " partitions";
  }

  static String intoTwo(Lab lab) throws IOException {
    return lab.run(
            p ->
                pairs(p, 4)
                    .groupByKey(Grouping.<Long, Long>any().into(2))
                    .flatMap(Long.class, (key, values, out) -> out.emit(key))
                    .collect())
        .tasks();
  }

  static String slices(Lab lab) throws IOException {
    return lab.run(
            p -> p.of(Codecs.INTEGER, IntStream.range(0, 10).boxed().toList()).write(Lab.sink()))
        .parts();
  }

  static String nativeSlices(Lab lab) {
    List<List<Integer>> slices =
        lab.spark()
            .parallelize(IntStream.range(0, 10).boxed().toList(), Lab.PARTITIONS)
            .glom()
            .collect();
    SortedMap<Integer, List<String>> parts = new TreeMap<>();
    slices.forEach(slice -> parts.put(parts.size(), slice.stream().map(String::valueOf).toList()));
    return Seen.show(parts);
  }

  static String stepsThatKeepKeys(Lab lab) throws IOException {
    return lab.run(
            p ->
                sums(p, 4)
                    .filter(pair -> pair.second() > 1)
                    .mapValues(n -> n + 1)
                    .flatMapValues(Long.class, (n, out) -> out.emit(n))
                    .reduceByKey(Long::sum)
                    .collect())
        .tasks();
  }

  static String nativeStepsThatKeepKeys(Lab lab) {
    return Seen.show(
        lab.stagesOf(
            () ->
                pairs(lab, 4)
                    .reduceByKey(Long::sum)
                    .filter(pair -> pair._2() > 1)
                    .mapValues(n -> n + 1)
                    .flatMapValues(n -> List.of(n).iterator())
                    .reduceByKey(Long::sum)
                    .collect()));
  }

  static String stepsThatMayChangeKeys(Lab lab) throws IOException {
    return lab.run(
            p ->
                sums(p, 4)
                    .mapToPair(
                        Long.class,
                        Long.class,
                        (pair, out) -> out.emit(pair.first(), pair.second()))
                    .reduceByKey(Long::sum)
                    .collect())
        .tasks();
  }

  static String nativeStepsThatMayChangeKeys(Lab lab) {
    return Seen.show(
        lab.stagesOf(
            () ->
                pairs(lab, 4)
                    .reduceByKey(Long::sum)
                    .mapToPair(pair -> pair)
                    .reduceByKey(Long::sum)
                    .collect()));
  }

  static String shuffleFiles(Lab lab) throws IOException {
    UnaryOperator<RunOptions> files = options -> options.withConf("shuffle", "files");
    return lab.filesMade("shuffle.*", files, p -> sums(p, 2).collect()) + " files";
  }

  static String combined(Lab lab) throws IOException {
    return lab.run(p -> sums(p, 4).collect())
        .measures(
            Measure.MAP_OUTPUT_RECORDS,
            Measure.COMBINE_OUTPUT_RECORDS,
            Measure.SHUFFLE_RECORDS,
            Measure.FETCHED_RECORDS);
  }

  static String grouped(Lab lab) throws IOException {
    return lab.run(
            p ->
                pairs(p, 4)
                    .groupByKey()
                    .flatMap(Long.class, (key, values, out) -> out.emit(key))
                    .collect())
        .measures(Measure.MAP_OUTPUT_RECORDS, Measure.SHUFFLE_RECORDS, Measure.GROUPS);
  }

  static String ledger(Lab lab) throws IOException {
    return lab.run(p -> sums(p, 4).write(Lab.sink()))
        .measures(
            Measure.INPUT_RECORDS,
            Measure.GROUPS,
            Measure.OUTPUT_RECORDS,
            Measure.OUTPUT_BYTES,
            Measure.TASKS,
            Measure.UNITS);
  }

  static String userCounter(Lab lab) throws IOException {
    return lab.run(
            p -> {
              Counter seen = p.counter("seen");
              KeyedBag<Long, Long> sums =
                  pairs(p, 4)
                      .mapValues(
                          n -> {
                            seen.add(1);
                            return n;
                          })
                      .reduceByKey(Long::sum);
              sums.collect();
              sums.count();
            })
        .report()
        .counters()
        .toString();
  }

  /** Where Spark's own partitioner puts keys. */
  static String nativeHash(List<?> keys) {
    HashPartitioner hash = new HashPartitioner(Lab.PARTITIONS);
    return FileLooks.placed(keys, hash::getPartition);
  }
}
