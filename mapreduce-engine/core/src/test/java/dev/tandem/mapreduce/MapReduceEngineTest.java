package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.io.Codecs;
import dev.tandem.formats.TextSink;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of planned jobs, whatever the size of buffers and merges. */
class MapReduceEngineTest {
  @TempDir Path folder;
  private Flow flow;

  @BeforeEach
  void openFlow() {
    flow = new Flow(folder, options -> options);
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
            flow.with(options -> Sums.tinyBuffer(options, factor).withConf("combiner", combiner));
        RunReport report = tiny.run(Sums::write);
        assertThat(tiny.lines()).containsExactlyInAnyOrderElementsOf(Sums.expected());
        assertThat(report.get(Measure.SPILLED_RECORDS)).isGreaterThan(Sums.N);
        assertThat(report.get(Measure.MAP_OUTPUT_RECORDS)).isEqualTo(Sums.N);
        assertThat(report.get(Measure.GROUPS)).isEqualTo(1000);
        assertThat(report.get(Measure.UNITS)).isEqualTo(1);
        assertThat(tiny.scratch()).isEmpty();
      }
    }
  }

  @Test
  void theCombinerRunsAgainInTheMergeFromThreeSpillsOn() {
    Flow tiny = flow.with(options -> Sums.tinyBuffer(options, "100"));
    long again = tiny.run(Sums::write).get(Measure.SHUFFLE_RECORDS);
    long never =
        tiny.with(options -> options.withConf("mapreduce.map.combine.minspills", "1000000"))
            .run(Sums::write)
            .get(Measure.SHUFFLE_RECORDS);
    assertThat(again).isEqualTo(2000);
    assertThat(never).isGreaterThan(2500);
  }

  @Test
  void withoutSpillsEveryRecordIsWrittenOnce() {
    RunReport report = flow.with(options -> options.withConf("combiner", "false")).run(Sums::write);
    assertThat(report.get(Measure.SPILLED_RECORDS)).isEqualTo(Sums.N);
    assertThat(report.get(Measure.SHUFFLE_RECORDS)).isEqualTo(Sums.N);
  }

  @Test
  void aRecordLargerThanTheBufferBecomesARunOfItsOwn() throws Exception {
    Flow tiny = flow.with(options -> Sums.tinyBuffer(options, "2"));
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
    Flow tiny = flow.with(options -> Sums.tinyBuffer(options, "3").withPartitions(5));
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
    Flow tiny = flow.with(options -> Sums.tinyBuffer(options, "2"));
    tiny.run(
        (p, args) ->
            Sums.numbers(p, 3000)
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
    Flow tiny = flow.with(options -> Sums.tinyBuffer(options, "2").withPartitions(3));
    tiny.run(
        (p, args) ->
            Sums.numbers(p, 300)
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
    Flow tiny = flow.with(options -> Sums.tinyBuffer(options, "2"));
    tiny.run(
        (p, args) ->
            Sums.numbers(p, 2000)
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
                            Sums.byKey(p)
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
          KeyedBag<Long, Long> kept = Sums.byKey(p).reduceByKey(Long::sum).reuse();
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
              KeyedBag<Long, Long> sums = Sums.byKey(p).reduceByKey(Long::sum).named("sums");
              KeyedBag<Long, Long> counts =
                  Sums.byKey(p).groupByKey().aggregate(Aggregators.count()).named("counts");
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
  void aSwitchThatCannotBeIsRefused() {
    assertThatThrownBy(
            () ->
                flow.with(options -> options.withConf("mapreduce.task.io.sort.factor", "1"))
                    .run(Sums::write))
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
              Sums.byKey(p)
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
    assertThat(report.counters())
        .containsEntry("seen", (long) Sums.N)
        .containsEntry("groups", 1000L);
  }
}
