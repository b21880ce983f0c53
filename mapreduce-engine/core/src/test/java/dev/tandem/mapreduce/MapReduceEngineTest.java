package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapReduceEngineTest {
  private static final int N = 5_000;

  @TempDir Path folder;
  private Flow flow;

  @BeforeEach
  void openFlow() {
    flow = new Flow(folder, options -> options);
  }

  private static Bag<Long> numbers(Pipeline p, long n) {
    return p.of(Codecs.LONG, LongStream.range(0, n).boxed().toList());
  }

  private static KeyedBag<Long, Long> byKey(Pipeline p) {
    return numbers(p, N)
        .mapToPair(Long.class, Long.class, (n, out) -> out.emit(n * 7919 % 1000, n))
        .named("by key");
  }

  private static void writeSums(Pipeline p, JobArgs args) {
    byKey(p)
        .groupByKey()
        .aggregate(Aggregators.sumLong())
        .named("sums")
        .write(TextSink.to(args.output()));
  }

  private static List<String> sums() {
    TreeMap<Long, Long> sums = new TreeMap<>();
    for (long n = 0; n < N; n++) {
      sums.merge(n * 7919 % 1000, n, Long::sum);
    }
    return sums.entrySet().stream().map(entry -> entry.getKey() + "\t" + entry.getValue()).toList();
  }

  private static RunOptions tinyBuffer(RunOptions options, String factor) {
    return options
        .withConf("mapreduce.task.io.sort.mb", "0.002")
        .withConf("mapreduce.task.io.sort.factor", factor);
  }

  @Test
  void isFoundByItsName() {
    assertThat(Tandem.engine("mapreduce")).isInstanceOf(MapReduceEngine.class);
  }

  @Test
  void spillsAndMergesWithAnyFactor() throws Exception {
    for (String factor : List.of("2", "3", "10")) {
      for (String combiner : List.of("true", "false")) {
        Flow tiny =
            flow.with(options -> tinyBuffer(options, factor).withConf("combiner", combiner));
        RunReport report = tiny.run(MapReduceEngineTest::writeSums);
        assertThat(tiny.lines()).containsExactlyInAnyOrderElementsOf(sums());
        assertThat(report.get(Measure.SPILLED_RECORDS)).isGreaterThan(N);
        assertThat(report.get(Measure.MAP_OUTPUT_RECORDS)).isEqualTo(N);
        assertThat(report.get(Measure.GROUPS)).isEqualTo(1000);
        assertThat(report.get(Measure.UNITS)).isEqualTo(1);
        assertThat(tiny.scratch()).isEmpty();
      }
    }
  }

  @Test
  void theCombinerRunsAgainInTheMergeFromThreeSpillsOn() {
    Flow tiny = flow.with(options -> tinyBuffer(options, "100"));
    long again = tiny.run(MapReduceEngineTest::writeSums).get(Measure.SHUFFLE_RECORDS);
    long never =
        tiny.with(options -> options.withConf("mapreduce.map.combine.minspills", "1000000"))
            .run(MapReduceEngineTest::writeSums)
            .get(Measure.SHUFFLE_RECORDS);
    assertThat(again).isEqualTo(2000);
    assertThat(never).isGreaterThan(2500);
  }

  @Test
  void withoutSpillsEveryRecordIsWrittenOnce() {
    RunReport report =
        flow.with(options -> options.withConf("combiner", "false"))
            .run(MapReduceEngineTest::writeSums);
    assertThat(report.get(Measure.SPILLED_RECORDS)).isEqualTo(N);
    assertThat(report.get(Measure.SHUFFLE_RECORDS)).isEqualTo(N);
  }

  @Test
  void aRecordLargerThanTheBufferBecomesARunOfItsOwn() throws Exception {
    Flow tiny = flow.with(options -> tinyBuffer(options, "2"));
    List<Integer> lengths = List.of(10, 50_000, 20, 3, 70_000, 1);
    tiny.run(
        (p, args) ->
            p.of(Codecs.INTEGER, lengths)
                .mapToPair(
                    String.class,
                    String.class,
                    (n, out) -> {
                      out.emit("k", "v".repeat(n));
                      out.emit("x".repeat(n), "w");
                    })
                .groupByKey()
                .flatMap(
                    String.class,
                    (key, values, out) -> {
                      List<Integer> found = new ArrayList<>();
                      values.forEachRemaining(value -> found.add(value.length()));
                      found.sort(Comparator.naturalOrder());
                      out.emit(key.length() + ":" + found);
                    })
                .write(TextSink.to(args.output())));
    assertThat(tiny.lines())
        .containsExactlyInAnyOrder(
            "1:[1, 3, 10, 20, 50000, 70000]",
            "10:[1]",
            "50000:[1]",
            "20:[1]",
            "3:[1]",
            "70000:[1]",
            "1:[1]");
  }

  @Test
  void sortsDescendingAcrossPartsWithATinyBuffer() throws Exception {
    Flow tiny = flow.with(options -> tinyBuffer(options, "3").withPartitions(5));
    List<Long> shuffled = new ArrayList<>(LongStream.range(-500, 500).boxed().toList());
    Collections.shuffle(shuffled, new Random(1));
    tiny.run(
        (p, args) ->
            p.of(Codecs.LONG, shuffled)
                .sort(Orders.longs().reversed())
                .write(TextSink.to(args.output())));
    List<String> expected =
        new ArrayList<>(LongStream.range(-500, 500).mapToObj(String::valueOf).toList());
    Collections.reverse(expected);
    assertThat(tiny.lines()).isEqualTo(expected);
  }

  @Test
  void valuesAreSortedInsideGroups() throws Exception {
    Flow tiny = flow.with(options -> tinyBuffer(options, "2"));
    tiny.run(
        (p, args) ->
            numbers(p, 3000)
                .mapToPair(Long.class, Long.class, (n, out) -> out.emit(n % 3, n * 7919 % 3001))
                .groupByKey(
                    Grouping.<Long, Long>any()
                        .sortKeys(Orders.longs().reversed())
                        .sortValues(Orders.longs().reversed())
                        .into(1))
                .flatMap(
                    String.class,
                    (key, values, out) -> {
                      long last = Long.MAX_VALUE;
                      long count = 0;
                      while (values.hasNext()) {
                        long value = values.next();
                        count += value <= last ? 1 : 0;
                        last = value;
                      }
                      out.emit(key + ":" + count);
                    })
                .write(TextSink.to(args.output())));
    assertThat(tiny.lines()).containsExactly("2:1000", "1:1000", "0:1000");
  }

  @Test
  void aComparatorSortsToo() throws Exception {
    Comparator<String> byLength =
        (Comparator<String> & Serializable) (a, b) -> Integer.compare(a.length(), b.length());
    Flow tiny = flow.with(options -> tinyBuffer(options, "2").withPartitions(3));
    tiny.run(
        (p, args) ->
            numbers(p, 300)
                .map(n -> "x".repeat((int) (n * 31 % 300)))
                .as(Codecs.TEXT)
                .sort(Orders.by(byLength))
                .write(TextSink.to(args.output())));
    assertThat(tiny.lines()).extracting(String::length).isSorted().hasSize(300);
  }

  @Test
  void aComparatorThatContradictsItselfLosesNothing() throws Exception {
    Comparator<Long> nonsense =
        (Comparator<Long> & Serializable) (a, b) -> (a * 31 + b * 17) % 2 == 0 ? 1 : -1;
    Flow tiny = flow.with(options -> tinyBuffer(options, "2"));
    tiny.run(
        (p, args) ->
            numbers(p, 2000)
                .keyBy(n -> n)
                .as(Codecs.LONG, Codecs.LONG)
                .groupByKey(Grouping.<Long, Long>any().sortKeys(Orders.by(nonsense)).into(1))
                .flatMap(Long.class, (key, values, out) -> values.forEachRemaining(out::emit))
                .write(TextSink.to(args.output())));
    assertThat(tiny.lines()).hasSize(2000).doesNotHaveDuplicates();
  }

  @Test
  void anIllegalPartitionNamesTheKey() {
    assertThatThrownBy(
            () ->
                flow.with(options -> options.withAttempts(1))
                    .run(
                        (p, args) ->
                            byKey(p)
                                .groupByKey(
                                    Grouping.<Long, Long>any().by((key, n) -> key == 7 ? n : 0))
                                .aggregate(Aggregators.count())
                                .count()))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("Illegal partition 2 for key 7");
  }

  @Test
  void whatNobodyNeedsAnyMoreIsDeleted() {
    List<Integer> left = new ArrayList<>();
    flow.run(
        (p, args) -> {
          KeyedBag<Long, Long> kept = byKey(p).reduceByKey(Long::sum).reuse();
          kept.values().distinct().count();
          left.add((int) results());
          kept.release();
          left.add((int) results());
        });
    assertThat(left).containsExactly(1, 0);
  }

  private long results() {
    return flow.scratch().stream()
        .filter(path -> path.getFileName().toString().startsWith("result"))
        .count();
  }

  @Test
  void aJoinOfResultsThatAreAlikeShufflesNothing() throws Exception {
    RunReport report =
        flow.run(
            (p, args) -> {
              KeyedBag<Long, Long> sums = byKey(p).reduceByKey(Long::sum).named("sums");
              KeyedBag<Long, Long> counts =
                  byKey(p).groupByKey().aggregate(Aggregators.count()).named("counts");
              sums.filter(pair -> pair.first() % 2 == 0)
                  .join(
                      counts.flatMapValues(
                          Long.class,
                          (n, out) -> {
                            out.emit(n);
                            out.emit(-n);
                          }))
                  .write(TextSink.to(args.output()));
            });
    assertThat(report.get(Measure.UNITS)).isEqualTo(3);
    assertThat(flow.lines()).hasSize(1000);
    assertThat(report.get(Measure.REREAD_BYTES)).isPositive();
  }

  @Test
  void aDamagedMapOutputIsMadeAgain() throws Exception {
    Flow hostile =
        flow.with(
            options ->
                options.withFiles(HostileFiles.damaging(1, path -> path.endsWith("spill0"))));
    RunReport report = hostile.run(MapReduceEngineTest::writeSums);
    assertThat(hostile.lines()).containsExactlyInAnyOrderElementsOf(sums());
    assertThat(report.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
    assertThat(report.get(Measure.MAP_OUTPUT_RECORDS)).isEqualTo(N);
  }

  @Test
  void aMapOutputThatIsAlwaysDamagedFailsTheRunAndIsNamed() {
    Flow hostile =
        flow.with(
            options ->
                options.withFiles(HostileFiles.damaging(1000, path -> path.endsWith("spill0"))));
    assertThatThrownBy(() -> hostile.run(MapReduceEngineTest::writeSums))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("spill0")
        .hasMessageContaining("checksum");
    assertThat(hostile.scratch()).isEmpty();
  }

  @Test
  void aDamagedSpillIsMadeAgainByTheNextAttempt() throws Exception {
    Flow hostile =
        flow.with(
            options ->
                tinyBuffer(options, "10")
                    .withFiles(HostileFiles.damaging(1, path -> path.endsWith("spill1"))));
    RunReport report = hostile.run(MapReduceEngineTest::writeSums);
    assertThat(hostile.lines()).containsExactlyInAnyOrderElementsOf(sums());
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
  }

  @Test
  void aDamagedResultFailsTheRunAndIsNamed() {
    Flow hostile =
        flow.with(
            options ->
                options.withFiles(HostileFiles.damaging(1, path -> path.contains("/result"))));
    assertThatThrownBy(
            () ->
                hostile.run(
                    (p, args) -> byKey(p).reduceByKey(Long::sum).values().distinct().count()))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("dfs/result")
        .hasMessageContaining("checksum");
  }

  @Test
  void aFullDiskIsNamedAndNothingIsLeft() {
    for (long room : new long[] {0, 100, 5_000, 50_000}) {
      Flow full =
          flow.with(
              options ->
                  tinyBuffer(options, "3")
                      .withFiles(HostileFiles.full(room, path -> path.contains("scratch"))));
      assertThatThrownBy(() -> full.run(MapReduceEngineTest::writeSums))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("bytes free");
      assertThat(full.scratch()).isEmpty();
      assertThat(folder.resolve("out")).doesNotExist();
    }
  }

  @Test
  void mapOutputsOfALostNodeAreMadeAgain() throws Exception {
    for (String point : List.of("task.start", "shuffle.fetch", "task.commit")) {
      for (int task = 0; task < 2; task++) {
        String faults =
            flow.write("faults", point + " \"round 1 reduce*\" " + task + " 0 1 lose-node\n")
                .toString();
        Flow two = flow.with(options -> options.withNodes(2, 1).withConf("faults", faults));
        RunReport report = two.run(MapReduceEngineTest::writeSums);
        assertThat(two.lines()).containsExactlyInAnyOrderElementsOf(sums());
        assertThat(report.get(Measure.FAILED_ATTEMPTS)).isZero();
        assertThat(report.get(Measure.MAP_OUTPUT_RECORDS)).isEqualTo(N);
      }
    }
  }

  @Test
  void resultsBetweenRoundsSurviveTheLossOfANode() throws Exception {
    String faults =
        flow.write("faults", "task.start \"round 2 map*\" 0 0 1 lose-node\n").toString();
    Flow two = flow.with(options -> options.withNodes(2, 1).withConf("faults", faults));
    RunReport report =
        two.run(
            (p, args) ->
                byKey(p)
                    .reduceByKey(Long::sum)
                    .values()
                    .distinct()
                    .write(TextSink.to(args.output())));
    assertThat(two.lines())
        .hasSize((int) sums().stream().map(line -> line.split("\t")[1]).distinct().count());
    assertThat(report.get(Measure.RECOMPUTED_TASKS)).isZero();
  }

  @Test
  void faultsInEverySpillAndMergeAreSurvivedOnce() throws Exception {
    for (String point :
        List.of("map.spill.write", "merge.write", "shuffle.fetch", "writer.close", "task.commit")) {
      String faults = flow.write("faults", point + " * * 0 1 io-error\n").toString();
      Flow failing = flow.with(options -> tinyBuffer(options, "2").withConf("faults", faults));
      RunReport report = failing.run(MapReduceEngineTest::writeSums);
      assertThat(failing.lines()).containsExactlyInAnyOrderElementsOf(sums());
      assertThat(report.get(Measure.FAILED_ATTEMPTS)).as(point).isPositive();
    }
  }

  @Test
  void aSwitchThatCannotBeIsRefused() {
    assertThatThrownBy(
            () ->
                flow.with(options -> options.withConf("mapreduce.task.io.sort.factor", "1"))
                    .run(MapReduceEngineTest::writeSums))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("mapreduce.task.io.sort.factor is '1'");
    assertThat(flow.scratch()).isEmpty();
  }

  @Test
  void countersOfCombinersAndReducersCountOnce() {
    RunReport report =
        flow.run(
            (p, args) -> {
              Counter seen = p.counter("seen");
              Counter groups = p.counter("groups");
              byKey(p)
                  .mapValues(
                      n -> {
                        seen.increment();
                        return n;
                      })
                  .as(Codecs.LONG, Codecs.LONG)
                  .groupByKey()
                  .aggregate(Aggregators.sumLong())
                  .mapValues(
                      sum -> {
                        groups.increment();
                        return sum;
                      })
                  .count();
            });
    assertThat(report.counters()).containsEntry("seen", (long) N).containsEntry("groups", 1000L);
  }
}
