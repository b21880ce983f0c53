package dev.tandem.spark.same;

import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.api.PairRdd;
import dev.tandem.rdd.api.RddContext;
import dev.tandem.rdd.api.TaskContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** What tasks know, and RDDs of one's own, for Spark and for our RDDs. */
final class ContextPrograms {
  private ContextPrograms() {}

  private static List<Integer> upTo(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  private static JavaPairRDD<Integer, Integer> pairs(JavaSparkContext sc, int slices) {
    return sc.parallelize(upTo(20), slices).mapToPair(x -> new Tuple2<>(x % 7, x));
  }

  private static PairRdd<Integer, Integer> pairs(RddContext sc, int slices) {
    return sc.parallelize(upTo(20), slices).mapToPair(x -> new Pair<>(x % 7, x));
  }

  private static SamePrograms.Program same(
      String name, Function<JavaSparkContext, Object> spark, Function<RddContext, Object> own) {
    return new SamePrograms.Program(name, false, spark, own);
  }

  private static Stream<SamePrograms.Program> checkpoints() {
    return Stream.of(
        same(
            "a checkpoint is written in a job of its own, and read from then on",
            sc -> {
              JavaPairRDD<Integer, Integer> sums = pairs(sc, 3).reduceByKey(Integer::sum);
              sums.checkpoint();
              sums.count();
              return sums.mapValues(x -> x + 1);
            },
            sc -> {
              PairRdd<Integer, Integer> sums = pairs(sc, 3).reduceByKey(Integer::sum);
              sums.checkpoint();
              sums.count();
              return sums.mapValues(x -> x + 1);
            }));
  }

  static Stream<SamePrograms.Program> all() {
    return Stream.of(checkpoints(), tasks(), customRdds(), approximations())
        .flatMap(programs -> programs);
  }

  private static Stream<SamePrograms.Program> tasks() {
    return Stream.of(
        same(
            "what a task knows",
            sc -> {
              sc.setLocalProperty("tenant", "a");
              sc.setJobGroup("nightly", "for the morning");
              try {
                return sc.parallelize(upTo(6), 3).map(x -> told()).collect();
              } finally {
                sc.setLocalProperty("tenant", null);
                sc.clearJobGroup();
              }
            },
            sc -> {
              sc.setLocalProperty("tenant", "a");
              sc.setJobGroup("nightly", "for the morning");
              return sc.parallelize(upTo(6), 3).map(x -> ownTold()).collect();
            }),
        same(
            "the partitions of a stage of which take runs one",
            sc ->
                sc.parallelize(upTo(6), 3)
                    .map(x -> org.apache.spark.TaskContext.get().numPartitions())
                    .take(1),
            sc -> sc.parallelize(upTo(6), 3).map(x -> TaskContext.get().numPartitions()).take(1)));
  }

  private static List<Object> told() {
    org.apache.spark.TaskContext task = org.apache.spark.TaskContext.get();
    return List.of(
        task.partitionId(),
        task.numPartitions(),
        task.attemptNumber(),
        task.stageAttemptNumber(),
        task.isCompleted() || task.isFailed() || task.isInterrupted(),
        List.of(task.getLocalProperty("tenant")),
        List.of(task.getLocalProperty("spark.jobGroup.id")),
        List.of(task.getLocalProperty("spark.job.description")),
        String.valueOf(task.getLocalProperty("other")));
  }

  private static List<Object> ownTold() {
    TaskContext task = TaskContext.get();
    return List.of(
        task.partitionId(),
        task.numPartitions(),
        task.attemptNumber(),
        task.stageAttemptNumber(),
        task.isCompleted() || task.isFailed() || task.isInterrupted(),
        List.of(task.getLocalProperty("tenant")),
        List.of(task.getLocalProperty("spark.jobGroup.id")),
        List.of(task.getLocalProperty("spark.job.description")),
        String.valueOf(task.getLocalProperty("other")));
  }

  private static Stream<SamePrograms.Program> customRdds() {
    return Stream.of(
        same(
            "an RDD of one's own",
            sc -> SparkCustomRdds.remainders(sc, 3).mapValues(x -> x + 1),
            sc -> OwnCustomRdds.remainders(sc, 3).mapValues(x -> x + 1)),
        same(
            "an RDD of one's own that says how it is placed, joined",
            sc -> SparkCustomRdds.remainders(sc, 3).join(pairs(sc, 4).reduceByKey(Integer::sum, 3)),
            sc -> OwnCustomRdds.remainders(sc, 3).join(pairs(sc, 4).reduceByKey(Integer::sum, 3))),
        same(
            "an RDD of one's own with a narrow and a shuffle dependency",
            sc ->
                SparkCustomRdds.sumsAndCounts(
                    pairs(sc, 4).reduceByKey(Integer::sum, 2), pairs(sc, 5), 2),
            sc ->
                OwnCustomRdds.sumsAndCounts(
                    pairs(sc, 4).reduceByKey(Integer::sum, 2), pairs(sc, 5), 2)));
  }

  /** With time enough to be exact. */
  private static Stream<SamePrograms.Program> approximations() {
    long time = 600_000;
    return Stream.of(
        same(
            "countApprox",
            sc -> pairs(sc, 3).countApprox(time).getFinalValue(),
            sc -> pairs(sc, 3).countApprox(time).getFinalValue()),
        same(
            "countByKeyApprox and countByValueApprox",
            sc ->
                List.of(
                    pairs(sc, 3).countByKeyApprox(time).getFinalValue(),
                    pairs(sc, 3).countByValueApprox(time, 0.5).getFinalValue()),
            sc ->
                List.of(
                    pairs(sc, 3).countByKeyApprox(time).getFinalValue(),
                    pairs(sc, 3).countByValueApprox(time, 0.5).getFinalValue())),
        same(
            "sumApprox and meanApprox",
            sc ->
                List.of(
                    pairs(sc, 3).mapToDouble(pair -> pair._2()).sumApprox(time).getFinalValue(),
                    pairs(sc, 3).mapToDouble(pair -> pair._2()).meanApprox(time).initialValue()),
            sc ->
                List.of(
                    pairs(sc, 3)
                        .mapToDouble(pair -> pair.second() * 1.0)
                        .sumApprox(time)
                        .getFinalValue(),
                    pairs(sc, 3)
                        .mapToDouble(pair -> pair.second() * 1.0)
                        .meanApprox(time)
                        .initialValue())),
        same(
            "the sizes of an exact sample",
            sc ->
                sc.parallelize(upTo(100), 3)
                    .mapToPair(x -> new Tuple2<>(x % 2, x))
                    .sampleByKeyExact(false, Map.of(0, 0.33, 1, 0.5), 7)
                    .countByKey(),
            sc ->
                sc.parallelize(upTo(100), 3)
                    .mapToPair(x -> new Pair<>(x % 2, x))
                    .sampleByKeyExact(false, Map.of(0, 0.33, 1, 0.5), 7)
                    .countByKey()));
  }
}
