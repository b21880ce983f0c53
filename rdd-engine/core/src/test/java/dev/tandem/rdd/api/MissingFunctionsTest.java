package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.Fn2;
import dev.tandem.contract.flow.Pair;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is null is refused by the verb that it was given to, and not by four attempts of a task. */
class MissingFunctionsTest {
  @TempDir Path folder;
  private RddContext sc;
  private Rdd<Integer> records;
  private PairRdd<Integer, Integer> pairs;

  @BeforeEach
  void open() {
    sc = Contexts.open(folder);
    records = sc.parallelize(List.of(1, 2, 3), 2);
    pairs = records.mapToPair(x -> new Pair<>(x % 2, x));
  }

  @AfterEach
  void close() {
    sc.close();
  }

  private static void refused(Map<String, ThrowingCallable> calls) {
    calls.forEach(
        (name, call) -> {
          String verb = name.replaceFirst(" .*", "");
          assertThatThrownBy(call)
              .as(name)
              .isInstanceOf(NullPointerException.class)
              .hasMessage(verb + ": the function is null");
        });
  }

  @Test
  void ofTransformations() {
    Fn<Iterator<Integer>, Iterator<Pair<Integer, Integer>>> none = null;
    Map<String, ThrowingCallable> calls = new TreeMap<>();
    calls.put("map", () -> records.map(null));
    calls.put("mapToPair", () -> records.mapToPair(null));
    calls.put("mapToPair of classes", () -> records.mapToPair(Integer.class, Long.class, null));
    calls.put("mapToDouble", () -> records.mapToDouble(null));
    calls.put("flatMap", () -> records.flatMap(null));
    calls.put("flatMapToPair", () -> records.flatMapToPair(null));
    calls.put(
        "flatMapToPair of classes", () -> records.flatMapToPair(Integer.class, Long.class, null));
    calls.put("flatMapToDouble", () -> records.flatMapToDouble(null));
    calls.put("mapPartitions", () -> records.mapPartitions(null));
    calls.put("mapPartitionsToPair", () -> records.mapPartitionsToPair(none));
    calls.put("mapPartitionsToDouble", () -> records.mapPartitionsToDouble(null));
    calls.put("mapPartitionsWithIndex", () -> records.mapPartitionsWithIndex(null, false));
    calls.put("filter", () -> records.filter(null));
    calls.put("keyBy", () -> records.keyBy(null));
    calls.put("groupBy", () -> records.groupBy(null));
    calls.put("groupBy into", () -> records.groupBy(null, 2));
    calls.put("sortBy", () -> records.sortBy(null, true, 2));
    calls.put("zipPartitions", () -> records.zipPartitions(records, null));
    refused(calls);
  }

  @Test
  void ofTransformationsOfPairs() {
    Fn2<Integer, Integer, Integer> sum = Integer::sum;
    Map<String, ThrowingCallable> calls = new TreeMap<>();
    calls.put("mapValues", () -> pairs.mapValues(null));
    calls.put("flatMapValues", () -> pairs.flatMapValues(null));
    calls.put("reduceByKey", () -> pairs.reduceByKey(null));
    calls.put("foldByKey", () -> pairs.foldByKey(0, null));
    calls.put("aggregateByKey", () -> pairs.aggregateByKey(0, null, sum));
    calls.put("aggregateByKey merge", () -> pairs.aggregateByKey(0, sum, null));
    calls.put("combineByKey", () -> pairs.combineByKey(null, sum, sum));
    calls.put("combineByKey add", () -> pairs.combineByKey(x -> x, null, sum));
    calls.put("combineByKey merge", () -> pairs.combineByKey(x -> x, sum, null));
    calls.put("reduceByKeyLocally", () -> pairs.reduceByKeyLocally(null));
    refused(calls);
  }

  @Test
  void ofActions() {
    Fn2<Integer, Integer, Integer> sum = Integer::sum;
    Comparator<Integer> none = null;
    Map<String, ThrowingCallable> calls = new TreeMap<>();
    calls.put("foreach", () -> records.foreach(null));
    calls.put("foreachAsync", () -> records.foreachAsync(null));
    calls.put("foreachPartition", () -> records.foreachPartition(null));
    calls.put("foreachPartitionAsync", () -> records.foreachPartitionAsync(null));
    calls.put("reduce", () -> records.reduce(null));
    calls.put("fold", () -> records.fold(0, null));
    calls.put("aggregate", () -> records.aggregate(0, null, sum));
    calls.put("aggregate merge", () -> records.aggregate(0, sum, null));
    calls.put("treeReduce", () -> records.treeReduce(null));
    calls.put("treeAggregate", () -> records.treeAggregate(0, null, sum));
    calls.put("treeAggregate merge", () -> records.treeAggregate(0, sum, null));
    calls.put("takeOrdered", () -> records.takeOrdered(1, none));
    calls.put("top", () -> records.top(1, none));
    calls.put("min", () -> records.min(none));
    calls.put("max", () -> records.max(none));
    refused(calls);
    assertThat(sc.report().units()).isEmpty(); // nothing was run for it
  }

  @Test
  void ofLevels() {
    assertThatThrownBy(() -> records.persist(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("persist: the level is null");
  }

  @Test
  void fewerRecordsThanNone() {
    assertThatThrownBy(() -> records.top(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("top: -1 records are asked for, it must be 0 or more");
    assertThatThrownBy(() -> records.takeOrdered(-1))
        .hasMessage("takeOrdered: -1 records are asked for, it must be 0 or more");
    assertThat(records.top(0)).isEmpty();
    assertThat(records.takeOrdered(0)).isEmpty();
  }

  @Test
  void aContextSaysWhetherItIsOpen() {
    assertThat(sc).hasToString("RddContext 'test', open");
    sc.close();
    assertThat(sc).hasToString("RddContext 'test', closed");
  }
}
