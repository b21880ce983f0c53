package dev.tandem.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import dev.tandem.testkit.ReferenceEngine;
import dev.tandem.testkit.probe.Numbers;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What Spark's collections write to disk comes back as it was: they spill all the time here. */
class SpillTest {
  private static final Order<Long> SLOW =
      Orders.by((Comparator<Long> & Serializable) (a, b) -> Long.compare(b, a));

  private static JavaSparkContext spark;

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    spark =
        new JavaSparkContext(
            LocalSpark.conf("local[2]")
                .set("spark.shuffle.spill.numElementsForceSpillThreshold", "40"));
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @TestFactory
  Stream<DynamicTest> answersAreThoseOfTheReference() {
    Map<String, Flow> flows = new TreeMap<>();
    flows.put("groups", p -> byKey(p).groupByKey().flatMap(String.class, SpillTest::sum));
    flows.put(
        "groups of keys that are bytes",
        p ->
            byKey(p)
                .mapToPair(
                    Codecs.BYTES,
                    Codecs.LONG,
                    (n, out) ->
                        out.emit(
                            Long.toString(n.first()).getBytes(StandardCharsets.UTF_8), n.second()))
                .groupByKey()
                .aggregate(Aggregators.sumLong())
                .values());
    flows.put(
        "accumulators",
        p ->
            byKey(p)
                .groupByKey()
                .aggregate(Aggregators.toList(Codecs.LONG))
                .mapValues(list -> list.stream().mapToLong(n -> n).sum()));
    flows.put(
        "accumulators in order",
        p ->
            byKey(p)
                .groupByKey(Grouping.<Long, Long>any().sortKeys(Orders.longs().reversed()))
                .aggregate(Aggregators.sumLong()));
    flows.put("joins", p -> byKey(p).join(byKey(p).mapValues(n -> "v" + n % 3)).values());
    flows.put("sorted", p -> byKey(p).keys().sort(Orders.longs()));
    flows.put("sorted by a comparator", p -> byKey(p).keys().sort(SLOW));
    flows.put("sorted values", p -> sortedValues(p, Orders.longs()));
    flows.put("values sorted by a comparator", p -> sortedValues(p, SLOW));
    return flows.entrySet().stream()
        .map(
            flow ->
                DynamicTest.dynamicTest(
                    flow.getKey(), () -> compare(flow.getKey(), flow.getValue())));
  }

  @FunctionalInterface
  private interface Flow extends Serializable {
    Bag<?> on(Pipeline p);
  }

  private static KeyedBag<Long, Long> byKey(Pipeline p) {
    return p.read(Numbers.of(3, 200)).map(n -> n * 7919 % 601).keyBy(n -> n % 150);
  }

  private static void sum(
      Long key, Iterator<Long> values, dev.tandem.contract.flow.Emitter<String> out) {
    long sum = 0;
    while (values.hasNext()) {
      sum += values.next();
    }
    out.emit(key + "=" + sum);
  }

  private static Bag<String> sortedValues(Pipeline p, Order<Long> order) {
    return byKey(p)
        .groupByKey(Grouping.<Long, Long>any().sortValues(order))
        .flatMap(
            String.class,
            (key, values, out) -> {
              List<Long> all = new ArrayList<>();
              values.forEachRemaining(all::add);
              out.emit(key + " " + all);
            });
  }

  private void compare(String name, Flow flow) throws Exception {
    RunReport expected = run(new ReferenceEngine(), "expected", flow);
    RunReport actual = run(new SparkEngine(), "actual", flow);
    assertThat(parts("actual")).as(name).isEqualTo(parts("expected"));
    assertThat(actual.digest()).isEqualTo(expected.digest());
    assertThat(actual.get(Measure.SPILLED_BYTES)).as("bytes spilled").isPositive();
  }

  private RunReport run(Engine engine, String output, Flow flow) {
    RunOptions options =
        RunOptions.defaults()
            .withNodes(1, 2)
            .withPartitions(2)
            .withScratch(folder.resolve("scratch").toString())
            .withOutput(folder.resolve(output).toString(), true);
    Inline job = new Inline(flow);
    return Tandem.run(job, JobArgs.of(job, List.of(), Map.of()), engine, options);
  }

  private Map<String, List<String>> parts(String output) throws Exception {
    Map<String, List<String>> parts = new TreeMap<>();
    try (var files = Files.list(folder.resolve(output))) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("part-")).toList()) {
        parts.put(
            file.getFileName().toString(), Files.readAllLines(file).stream().sorted().toList());
      }
    }
    return parts;
  }

  private record Inline(Flow flow) implements Job {
    @Override
    public String name() {
      return "spill";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      write(flow.on(p), args);
    }

    private static <T> void write(Bag<T> bag, JobArgs args) {
      bag.write(TextSink.to(args.output()));
    }
  }
}
