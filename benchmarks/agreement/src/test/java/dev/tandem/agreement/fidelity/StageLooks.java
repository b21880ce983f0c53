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

  private static JavaPairRDD<Long, Long> pairs(Subject subject, int slices) {
    List<Long> numbers = IntStream.range(0, 100 * slices).mapToObj(n -> (long) n).toList();
    return subject.spark().parallelize(numbers, slices).mapToPair(n -> new Tuple2<>(n % 10, n));
  }

  static String takeOfNothing(Subject subject, int partitions) throws IOException {
    return subject.run(p -> p.read(Numbers.of(partitions, 0)).take(1)).tasks();
  }

  static String nativeTakeOfNothing(Subject subject, int partitions) {
    return Seen.show(
        subject.stagesOf(() -> subject.spark().<Long>parallelize(List.of(), partitions).take(1)));
  }

  static String takeOfZero(Subject subject) throws IOException {
    return subject.run(p -> p.read(Numbers.of(4, 1)).take(0)).stages().size() + " stages";
  }

  static String nativeTakeOfZero(Subject subject) {
    return subject.stagesOf(() -> subject.spark().parallelize(List.of(1L), 4).take(0)).size()
        + " stages";
  }

  static String mapOnly(Subject subject) throws IOException {
    return subject
        .run(p -> p.read(Numbers.of(4, 10)).map(n -> n + 1).filter(n -> n > 3).collect())
        .tasks();
  }

  static String counting(Subject subject) throws IOException {
    return subject.run(p -> sums(p, 4).collect()).tasks();
  }

  static String join(Subject subject) throws IOException {
    return Seen.showJoin(subject.run(p -> pairs(p, 4).join(pairs(p, 5)).collect()).stages());
  }

  static String joinOfPlaced(Subject subject) throws IOException {
    return Seen.showJoin(subject.run(p -> sums(p, 4).join(sums(p, 5)).collect()).stages());
  }

  static String joinOfPlacedAndOther(Subject subject) throws IOException {
    return Seen.showJoin(subject.run(p -> sums(p, 4).join(pairs(p, 5)).collect()).stages());
  }

  static String nativeJoinOfPlacedAndOther(Subject subject) {
    return Seen.showJoin(
        subject.stagesOf(
            () -> pairs(subject, 4).reduceByKey(Long::sum).join(pairs(subject, 5)).collect()));
  }

  static String groupedTwice(Subject subject) throws IOException {
    return subject.run(p -> sums(p, 4).reduceByKey(Long::sum).collect()).tasks();
  }

  static String secondAction(Subject subject) throws IOException {
    Seen seen =
        subject.run(
            p -> {
              KeyedBag<Long, Long> sums = sums(p, 4);
              sums.collect();
              sums.count();
            });
    return seen.tasks() + ", skipped " + seen.skipped();
  }

  static String keptAsAWhole(Subject subject) throws IOException {
    Seen seen =
        subject.run(
            p -> {
              KeyedBag<Long, Long> kept = sums(p, 4).mapValues(n -> n + 1).reuse();
              kept.count();
              kept.mapValues(n -> -n).collect();
            });
    return seen.tasks();
  }

  static String keptInput(Subject subject) throws IOException {
    return subject
        .run(
            p -> {
              KeyedBag<Long, Long> kept = pairs(p, 4).reuse();
              kept.count();
              kept.reduceByKey(Long::sum).collect();
            })
        .measures(Measure.INPUT_RECORDS, Measure.TASKS);
  }

  static String failing(Subject subject) throws IOException {
    return subject
            .run(p -> p.read(Numbers.of(1, 1)).map(n -> 1 / n).collect())
            .report()
            .get(Measure.FAILED_ATTEMPTS)
        + " attempts";
  }

  static String sorting(Subject subject, int partitions) throws IOException {
    return subject
        .run(
            p -> pairs(p, 4).sortByKey(Orders.longs()).collect(),
            options -> options.withPartitions(partitions))
        .tasks();
  }

  static String nativeSorting(Subject subject) {
    return Seen.show(
        subject.stagesOf(() -> pairs(subject, 4).sortByKey(true, Subject.PARTITIONS).collect()));
  }

  static String sortingOneKey(Subject subject) throws IOException {
    return subject
            .run(
                p ->
                    pairs(p, 2)
                        .mapToPair(Long.class, Long.class, (n, out) -> out.emit(7L, 1L))
                        .sortByKey(Orders.longs())
                        .write(Subject.sink()),
                options -> options.withPartitions(4))
            .report()
            .outputs()
            .get(0)
            .files()
        + " partitions";
  }

  static String nativeSortingOneKey(Subject subject) {
    JavaPairRDD<Long, Long> sorted =
        pairs(subject, 2).mapToPair(n -> new Tuple2<>(7L, 1L)).sortByKey(true, 4);
    return sorted.getNumPartitions() + " partitions";
  }

  static String intoTwo(Subject subject) throws IOException {
    return subject
        .run(
            p ->
                pairs(p, 4)
                    .groupByKey(Grouping.<Long, Long>any().into(2))
                    .flatMap(Long.class, (key, values, out) -> out.emit(key))
                    .collect())
        .tasks();
  }

  static String slices(Subject subject) throws IOException {
    return subject
        .run(
            p ->
                p.of(Codecs.INTEGER, IntStream.range(0, 10).boxed().toList()).write(Subject.sink()))
        .parts();
  }

  static String nativeSlices(Subject subject) {
    List<List<Integer>> slices =
        subject
            .spark()
            .parallelize(IntStream.range(0, 10).boxed().toList(), Subject.PARTITIONS)
            .glom()
            .collect();
    SortedMap<Integer, List<String>> parts = new TreeMap<>();
    slices.forEach(slice -> parts.put(parts.size(), slice.stream().map(String::valueOf).toList()));
    return Seen.show(parts);
  }

  static String stepsThatKeepKeys(Subject subject) throws IOException {
    return subject
        .run(
            p ->
                sums(p, 4)
                    .filter(pair -> pair.second() > 1)
                    .mapValues(n -> n + 1)
                    .flatMapValues(Long.class, (n, out) -> out.emit(n))
                    .reduceByKey(Long::sum)
                    .collect())
        .tasks();
  }

  static String nativeStepsThatKeepKeys(Subject subject) {
    return Seen.show(
        subject.stagesOf(
            () ->
                pairs(subject, 4)
                    .reduceByKey(Long::sum)
                    .filter(pair -> pair._2() > 1)
                    .mapValues(n -> n + 1)
                    .flatMapValues(n -> List.of(n).iterator())
                    .reduceByKey(Long::sum)
                    .collect()));
  }

  static String stepsThatMayChangeKeys(Subject subject) throws IOException {
    return subject
        .run(
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

  static String nativeStepsThatMayChangeKeys(Subject subject) {
    return Seen.show(
        subject.stagesOf(
            () ->
                pairs(subject, 4)
                    .reduceByKey(Long::sum)
                    .mapToPair(pair -> pair)
                    .reduceByKey(Long::sum)
                    .collect()));
  }

  /** The shape of pagerank: one bag that is kept, joined with what it makes of it. */
  static String loop(Subject subject) throws IOException {
    return subject
        .run(
            p -> {
              KeyedBag<Long, Long> links = sums(p, 4).reuse();
              KeyedBag<Long, Long> ranks = links.mapValues(n -> 1L);
              for (int i = 0; i < 10; i++) {
                ranks =
                    links
                        .join(ranks)
                        .mapToPair(
                            Long.class,
                            Long.class,
                            (pair, out) -> out.emit(pair.first(), pair.second().second()))
                        .reduceByKey(Long::sum);
              }
              ranks.collect();
            })
        .tasks();
  }

  static String shuffleFiles(Subject subject) throws IOException {
    UnaryOperator<RunOptions> files = options -> options.withConf("shuffle", "files");
    return subject.filesMade("shuffle.*", files, p -> sums(p, 2).collect()) + " files";
  }

  static String combined(Subject subject) throws IOException {
    return subject
        .run(p -> sums(p, 4).collect())
        .measures(
            Measure.MAP_OUTPUT_RECORDS,
            Measure.COMBINE_OUTPUT_RECORDS,
            Measure.SHUFFLE_RECORDS,
            Measure.FETCHED_RECORDS);
  }

  static String grouped(Subject subject) throws IOException {
    return subject
        .run(
            p ->
                pairs(p, 4)
                    .groupByKey()
                    .flatMap(Long.class, (key, values, out) -> out.emit(key))
                    .collect())
        .measures(Measure.MAP_OUTPUT_RECORDS, Measure.SHUFFLE_RECORDS, Measure.GROUPS);
  }

  static String ledger(Subject subject) throws IOException {
    return subject
        .run(p -> sums(p, 4).write(Subject.sink()))
        .measures(
            Measure.INPUT_RECORDS,
            Measure.GROUPS,
            Measure.OUTPUT_RECORDS,
            Measure.OUTPUT_BYTES,
            Measure.TASKS,
            Measure.UNITS);
  }

  static String userCounter(Subject subject) throws IOException {
    return subject
        .run(
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
    HashPartitioner hash = new HashPartitioner(Subject.PARTITIONS);
    return FileLooks.placed(keys, hash::getPartition);
  }
}
