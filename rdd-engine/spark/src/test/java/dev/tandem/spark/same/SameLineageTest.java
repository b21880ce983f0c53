package dev.tandem.spark.same;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.api.PairRdd;
import dev.tandem.rdd.api.Rdd;
import dev.tandem.rdd.api.RddContext;
import dev.tandem.rdd.api.RddLike;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/**
 * Lineages as Spark prints them: the same lines but for the numbers of lines in this file, with
 * RDDs numbered from 0.
 */
class SameLineageTest {
  private static final Pattern ID = Pattern.compile("RDD2?\\[(\\d+)\\]");
  private static JavaSparkContext spark;

  @TempDir Path folder;
  private RddContext own;

  @BeforeAll
  static void start() {
    spark =
        new JavaSparkContext(
            new SparkConf(false)
                .setMaster("local[2]")
                .setAppName("lineages")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "localhost")
                .set("spark.driver.bindAddress", "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @BeforeEach
  void open() {
    own =
        RddContext.open(
            "lineages",
            RunOptions.defaults()
                .withNodes(1, 2)
                .withMemory(64 << 20)
                .withScratch(folder.resolve("scratch").toString()));
  }

  @AfterEach
  void close() {
    own.close();
  }

  private static List<Integer> upTo(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  private void same(
      Function<JavaSparkContext, JavaRDDLike<?, ?>> theirs, Function<RddContext, RddLike<?>> ours) {
    assertThat(plain(ours.apply(own).toDebugString()))
        .isEqualTo(plain(theirs.apply(spark).toDebugString()));
  }

  private static String plain(String lineage) {
    Map<Integer, Integer> ids = new TreeMap<>();
    ID.matcher(lineage).results().forEach(id -> ids.put(Integer.valueOf(id.group(1)), 0));
    int next = 0;
    for (Map.Entry<Integer, Integer> id : ids.entrySet()) {
      id.setValue(next++);
    }
    Matcher found = ID.matcher(lineage.replaceAll("\\.java:\\d+", ".java"));
    return found.replaceAll(
        id -> id.group().replaceFirst("\\d+\\]", ids.get(Integer.valueOf(id.group(1))) + "]"));
  }

  private static JavaPairRDD<Integer, Integer> pairs(JavaSparkContext sc) {
    return sc.parallelize(upTo(20), 3).mapToPair(x -> new Tuple2<>(x % 7, x));
  }

  private static PairRdd<Integer, Integer> pairs(RddContext sc) {
    return sc.parallelize(upTo(20), 3).mapToPair(x -> new Pair<>(x % 7, x));
  }

  @Test
  void wordCountOfAFile() throws IOException {
    String path = Files.writeString(folder.resolve("text"), "a b\nc\n").toString();
    same(
        sc ->
            sc.textFile(path)
                .flatMap(line -> List.of(line.split(" ")).iterator())
                .mapToPair(word -> new Tuple2<>(word, 1))
                .reduceByKey(Integer::sum),
        sc ->
            sc.textFile(path)
                .flatMap(line -> List.of(line.split(" ")).iterator())
                .mapToPair(word -> new Pair<>(word, 1))
                .reduceByKey(Integer::sum));
  }

  @Test
  void groupsAndNames() {
    same(
        sc -> pairs(sc).groupByKey().mapValues(values -> 1).setName("ones"),
        sc -> pairs(sc).groupByKey().mapValues(values -> 1).setName("ones"));
  }

  @Test
  void joins() {
    same(sc -> pairs(sc).join(pairs(sc)), sc -> pairs(sc).join(pairs(sc)));
  }

  @Test
  void whatIsPlacedAlikeIsJoinedWithoutAShuffle() {
    same(
        sc -> pairs(sc).reduceByKey(Integer::sum).join(pairs(sc).reduceByKey(Integer::sum)),
        sc -> pairs(sc).reduceByKey(Integer::sum).join(pairs(sc).reduceByKey(Integer::sum)));
  }

  @Test
  void groupsOfRecords() {
    same(
        sc -> sc.parallelize(upTo(9), 3).groupBy(x -> x % 2),
        sc -> sc.parallelize(upTo(9), 3).groupBy(x -> x % 2));
  }

  @Test
  void cogroups() {
    same(sc -> pairs(sc).cogroup(pairs(sc)), sc -> pairs(sc).cogroup(pairs(sc)));
  }

  @Test
  void leftOuterJoins() {
    same(sc -> pairs(sc).leftOuterJoin(pairs(sc)), sc -> pairs(sc).leftOuterJoin(pairs(sc)));
  }

  @Test
  void fullOuterJoins() {
    same(sc -> pairs(sc).fullOuterJoin(pairs(sc)), sc -> pairs(sc).fullOuterJoin(pairs(sc)));
  }

  @Test
  void differences() {
    same(
        sc -> sc.parallelize(upTo(9), 3).subtract(sc.parallelize(upTo(3), 2)),
        sc -> sc.parallelize(upTo(9), 3).subtract(sc.parallelize(upTo(3), 2)));
  }

  @Test
  void differencesByKey() {
    same(sc -> pairs(sc).subtractByKey(pairs(sc)), sc -> pairs(sc).subtractByKey(pairs(sc)));
  }

  @Test
  void zips() {
    same(
        sc -> sc.parallelize(upTo(9), 3).zip(sc.parallelize(upTo(9), 3)),
        sc -> sc.parallelize(upTo(9), 3).zip(sc.parallelize(upTo(9), 3)));
  }

  @Test
  void zippedPartitions() {
    same(
        sc -> sc.parallelize(upTo(9), 3).zipPartitions(sc.parallelize(upTo(9), 3), (a, b) -> a),
        sc -> sc.parallelize(upTo(9), 3).zipPartitions(sc.parallelize(upTo(9), 3), (a, b) -> a));
  }

  @Test
  void pipes() {
    same(
        sc -> sc.parallelize(upTo(9), 3).pipe("cat"), sc -> sc.parallelize(upTo(9), 3).pipe("cat"));
  }

  @Test
  void unionsOfWhatIsPlacedAlike() {
    same(
        sc -> pairs(sc).reduceByKey(Integer::sum).union(pairs(sc).reduceByKey(Integer::sum)),
        sc -> pairs(sc).reduceByKey(Integer::sum).union(pairs(sc).reduceByKey(Integer::sum)));
  }

  @Test
  void nothing() {
    same(sc -> sc.emptyRDD(), sc -> sc.emptyRDD());
  }

  @Test
  void rangesOfWhatIsSorted() {
    same(
        sc -> pairs(sc).sortByKey(true, 2).filterByRange(1, 3),
        sc -> pairs(sc).sortByKey(true, 2).filterByRange(1, 3));
  }

  @Test
  void wholeFiles() throws IOException {
    String path = Files.createDirectory(folder.resolve("whole")).toString();
    Files.writeString(folder.resolve("whole/text"), "a b\n");
    same(sc -> sc.wholeTextFiles(path, 1), sc -> sc.wholeTextFiles(path, 1));
  }

  @Test
  void distinctRecords() {
    same(
        sc -> sc.parallelize(upTo(9), 12).distinct(), sc -> sc.parallelize(upTo(9), 12).distinct());
  }

  @Test
  void otherPartitions() {
    same(
        sc -> sc.parallelize(upTo(9), 4).repartition(3).coalesce(2),
        sc -> sc.parallelize(upTo(9), 4).repartition(3).coalesce(2));
  }

  @Test
  void unionsAndProducts() {
    same(
        sc -> sc.parallelize(upTo(9), 4).union(sc.parallelize(upTo(3), 2)).cartesian(pairs(sc)),
        sc -> sc.parallelize(upTo(9), 4).union(sc.parallelize(upTo(3), 2)).cartesian(pairs(sc)));
  }

  @Test
  void samplesAndIndexes() {
    same(
        sc -> sc.parallelize(upTo(9), 4).sample(false, 0.5, 1).zipWithIndex(),
        sc -> sc.parallelize(upTo(9), 4).sample(false, 0.5, 1).zipWithIndex());
  }

  /** One partition is much larger than the others, so that its keys are sampled again. */
  @Test
  void boundsOfManyKeysAreSparksWhereNumbersOfRddsAre() {
    List<Integer> records = IntStream.range(0, 30_000).boxed().toList();
    JavaRDD<Integer> theirs = spark.parallelize(records, 4);
    for (int id = 0; id < theirs.id(); id++) {
      own.emptyRDD();
    }
    Rdd<Integer> ours = own.parallelize(records, 4);
    assertThat(ours.id()).isEqualTo(theirs.id());
    JavaPairRDD<Integer, Integer> theirPairs =
        theirs
            .filter(x -> x < 7500 || x % 50 == 0)
            .mapToPair(x -> new Tuple2<>(x * 7919 % 30_011, x));
    PairRdd<Integer, Integer> ourPairs =
        ours.filter(x -> x < 7500 || x % 50 == 0).mapToPair(x -> new Pair<>(x * 7919 % 30_011, x));
    JavaPairRDD<Integer, Integer> theirSorted = theirPairs.sortByKey(true, 8);
    PairRdd<Integer, Integer> ourSorted = ourPairs.sortByKey(true, 8);
    assertThat(ourSorted.id()).isEqualTo(theirSorted.id());
    assertThat(ourSorted.glom().map(List::size).collect())
        .isEqualTo(theirSorted.glom().map(List::size).collect());
  }

  @Test
  void sortedPairs() {
    same(sc -> pairs(sc).sortByKey(true, 2), sc -> pairs(sc).sortByKey(true, 2));
  }
}
