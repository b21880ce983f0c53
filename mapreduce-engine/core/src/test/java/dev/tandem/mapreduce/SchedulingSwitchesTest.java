package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import dev.tandem.mapreduce.explain.history.JobHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad records, stuck tasks and small rounds, by Hadoop's switches. */
class SchedulingSwitchesTest {
  @TempDir Path folder;

  private Flow flow(Map<String, String> conf) {
    return new Flow(
        folder,
        options -> {
          RunOptions changed = options.withNodes(1, 1).withPartitions(1);
          for (Map.Entry<String, String> one : conf.entrySet()) {
            changed = changed.withConf(one.getKey(), one.getValue());
          }
          return changed;
        });
  }

  /** Adds up 300 numbers of which each 50th is none; counts those that are. */
  private Flow.Definition sums() throws IOException {
    String input =
        flow(Map.of())
            .write(
                "numbers",
                IntStream.range(0, 300)
                    .mapToObj(i -> i % 50 == 7 ? "bad" + i : String.valueOf(i))
                    .collect(Collectors.joining("\n")))
            .toString();
    return (Pipeline p, JobArgs args) -> {
      Counter good = p.counter("good");
      p.read(TextLines.of(List.of(input)))
          .mapToPair(
              Integer.class,
              Long.class,
              (line, out) -> {
                out.emit(9, 1L);
                out.emit(Integer.parseInt(line) % 3, Long.valueOf(line));
                good.add(1);
              })
          .named("parse")
          .groupByKey()
          .aggregate(Aggregators.sumLong())
          .write(TextSink.to(args.output()));
    };
  }

  private static List<String> expected() {
    long[] sums = new long[3];
    int good = 0;
    for (int i = 0; i < 300; i++) {
      if (i % 50 != 7) {
        sums[i % 3] += i;
        good++;
      }
    }
    return List.of("0\t" + sums[0], "1\t" + sums[1], "2\t" + sums[2], "9\t" + good);
  }

  @Test
  void badRecordsAreLeftOutWithAllThatTheyEmittedBefore() throws IOException {
    Path history = folder.resolve("history");
    Flow flow = flow(Map.of("mapreduce.map.skip.maxrecords", "1", "history", history.toString()));
    RunReport report = flow.run(sums());
    assertThat(flow.lines()).containsExactlyElementsOf(expected());
    assertThat(report.counters()).containsEntry("good", 294L);
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(3);
    assertThat(report.warnings())
        .singleElement()
        .asString()
        .contains("6 bad records", "numbers", "record 8", "bad7");
    assertThat(
            JobHistory.read(LocalFileStore.INSTANCE, history.toString())
                .of("JOB_FINISHED")
                .get(0)
                .byName())
        .containsEntry("MAP_SKIPPED_RECORDS", 6L)
        .containsEntry("MAP_INPUT_RECORDS", 294L);
  }

  /** The keys of a sort are looked at by tasks of their own, which meet the bad records first. */
  @Test
  void badRecordsAreLeftOutOfTheSampleOfASortToo() throws IOException {
    List<Long> numbers = LongStream.range(0, 300).boxed().toList();
    Flow flow = flow(Map.of("mapreduce.map.skip.maxrecords", "1"));
    flow.with(options -> options.withPartitions(3))
        .run(
            (p, args) ->
                p.of(Codecs.LONG, numbers)
                    .map(n -> Bad.pass(n))
                    .sort(Orders.longs())
                    .write(TextSink.to(args.output())));
    assertThat(flow.lines())
        .containsExactlyElementsOf(
            numbers.stream().filter(n -> n % 50 != 7).map(String::valueOf).toList());
  }

  @Test
  void badRecordsCountAsLeftOutAlsoWhereEnoughWasTaken() throws IOException {
    List<Long> numbers = LongStream.range(0, 300).boxed().toList();
    List<Long> first = new ArrayList<>();
    String history = folder.resolve("history").toString();
    flow(Map.of("mapreduce.map.skip.maxrecords", "1", "history", history))
        .run((p, args) -> first.addAll(p.of(Codecs.LONG, numbers).map(n -> Bad.pass(n)).take(9)));
    assertThat(first).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 8L, 9L);
    assertThat(JobHistory.read(LocalFileStore.INSTANCE, history).of("JOB_FINISHED").get(0).byName())
        .containsEntry("MAP_SKIPPED_RECORDS", 1L)
        .containsEntry("MAP_INPUT_RECORDS", 9L);
  }

  private static final class Bad {
    private static long pass(long n) {
      if (n % 50 == 7) {
        throw new IllegalStateException("bad " + n);
      }
      return n;
    }
  }

  @Test
  void badRecordsFailTheRunUnlessTheyMayBeLeftOut() throws IOException {
    Flow.Definition sums = sums();
    assertThatThrownBy(() -> flow(Map.of()).run(sums))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("step 'parse'")
        .hasMessageContaining("bad7");
  }

  /** 30 groups; the function fails on every tenth after it has emitted. */
  private static void groups(Pipeline p, JobArgs args) {
    Counter good = p.counter("good");
    p.of(Codecs.LONG, LongStream.range(0, 300).boxed().toList())
        .keyBy(n -> n % 30)
        .groupByKey()
        .flatMap(
            String.class,
            (key, values, out) -> {
              out.emit("group " + key);
              if (key % 10 == 3) {
                throw new IllegalStateException("bad group " + key);
              }
              good.add(1);
            })
        .named("check")
        .write(TextSink.to(args.output()));
  }

  @Test
  void badGroupsAreLeftOutWithAllThatTheyEmitted() throws IOException {
    Flow flow = flow(Map.of("mapreduce.reduce.skip.maxgroups", "1"));
    RunReport report = flow.run(SchedulingSwitchesTest::groups);
    assertThat(flow.lines()).hasSize(27).doesNotContain("group 3", "group 13", "group 23");
    assertThat(report.counters()).containsEntry("good", 27L);
    assertThat(report.warnings()).anyMatch(line -> line.contains("bad groups were left out"));
    Map<String, Long> counters =
        report
            .nativeCounters()
            .values()
            .iterator()
            .next()
            .get("org.apache.hadoop.mapreduce.TaskCounter");
    assertThat(counters)
        .containsEntry("REDUCE_SKIPPED_GROUPS", 3L)
        .containsEntry("REDUCE_SKIPPED_RECORDS", 30L)
        .containsEntry("REDUCE_INPUT_GROUPS", 27L)
        .containsEntry("REDUCE_INPUT_RECORDS", 270L);
  }

  @Test
  void aGroupIsBadAlsoIfItsValuesCannotBeRead() throws IOException {
    Flow flow = flow(Map.of("mapreduce.reduce.skip.maxgroups", "1"));
    flow.run(
        (p, args) ->
            p.of(Codecs.INTEGER, IntStream.range(0, 30).boxed().toList())
                .keyBy(n -> n % 10)
                .as(Codecs.INTEGER, new Picky())
                .groupByKey()
                .flatMap(
                    String.class,
                    (key, values, out) -> {
                      int sum = 0;
                      while (values.hasNext()) {
                        sum += values.next();
                      }
                      out.emit(key + " " + sum);
                    })
                .write(TextSink.to(args.output())));
    assertThat(flow.lines()).hasSize(9).contains("2 36").noneMatch(line -> line.startsWith("3 "));
  }

  @Test
  void badGroupsFailTheRunUnlessTheyMayBeLeftOut() {
    assertThatThrownBy(() -> flow(Map.of()).run(SchedulingSwitchesTest::groups))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("step 'check'")
        .hasMessageContaining("bad group");
  }

  @Test
  void aPartitionerThatFailsIsNoBadRecord() {
    assertThatThrownBy(
            () ->
                flow(Map.of("mapreduce.map.skip.maxrecords", "1"))
                    .run(
                        (p, args) ->
                            p.of(Codecs.LONG, List.of(1L, 2L))
                                .keyBy(n -> n)
                                .groupByKey(
                                    dev.tandem.contract.flow.Grouping.<Long, Long>any()
                                        .by((key, n) -> key == 2 ? n : 0))
                                .aggregate(Aggregators.count())
                                .count()))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("Illegal partition");
  }

  @Test
  void aMapFunctionThatIsStuckTimesOut() {
    CountDownLatch never = new CountDownLatch(1);
    Stuck.latch = never;
    assertThatThrownBy(
            () ->
                flow(Map.of("mapreduce.task.timeout", "1"))
                    .with(options -> options.withAttempts(1))
                    .run(
                        (p, args) ->
                            p.of(Codecs.LONG, List.of(1L))
                                .map(Stuck::await)
                                .write(TextSink.to(args.output()))))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("no progress for 1 ms");
  }

  /** What a closure can reach without carrying it. */
  private static final class Stuck {
    private static CountDownLatch latch;

    private static String await(Long n) throws InterruptedException {
      latch.await();
      return "n" + n;
    }
  }

  @Test
  void aSmallRoundRunsInOneSlot() throws IOException {
    Path history = folder.resolve("history");
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      inputs.add(flow(Map.of()).write("in" + i, "a b\n").toString());
    }
    Flow uber =
        flow(Map.of("mapreduce.job.ubertask.enable", "true", "history", history.toString()))
            .with(options -> options.withNodes(2, 2));
    uber.run(
        (p, args) ->
            p.read(TextLines.of(inputs))
                .keyBy(AtWork::pass)
                .groupByKey()
                .aggregate(Aggregators.count())
                .write(TextSink.to(args.output())));
    assertThat(uber.lines()).containsExactly("a b\t3");
    assertThat(
            JobHistory.read(LocalFileStore.INSTANCE, history.toString())
                .of("JOB_FINISHED")
                .get(0)
                .byName())
        .containsEntry("TOTAL_LAUNCHED_UBERTASKS", 4L)
        .containsEntry("NUM_UBER_SUBMAPS", 3L)
        .containsEntry("NUM_UBER_SUBREDUCES", 1L);
    assertThat(AtWork.MOST).hasValue(1);
  }

  /** How many calls of a map function run at the same time. */
  private static final class AtWork {
    private static final AtomicInteger NOW = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();

    private static String pass(String line) {
      MOST.accumulateAndGet(NOW.incrementAndGet(), Math::max);
      NOW.decrementAndGet();
      return line;
    }
  }

  @Test
  void inAnUberRoundNothingIsTriedTwice() throws IOException {
    String faults = flow(Map.of()).write("faults", "task.start * 0 0 1 throw\n").toString();
    Flow.Definition sums =
        (p, args) ->
            p.of(Codecs.LONG, List.of(1L))
                .keyBy(n -> n)
                .groupByKey()
                .aggregate(Aggregators.count())
                .write(TextSink.to(args.output()));
    assertThatThrownBy(
            () -> flow(Map.of("mapreduce.job.ubertask.enable", "true", "faults", faults)).run(sums))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("attempt 1 of 1");
    assertThat(
            flow(Map.of(
                    "mapreduce.job.ubertask.enable",
                    "true",
                    "mapreduce.job.ubertask.maxmaps",
                    "0",
                    "faults",
                    faults))
                .run(sums)
                .get(Measure.FAILED_ATTEMPTS))
        .isEqualTo(2);
  }

  @Test
  void impossibleSwitchesAreRefused() {
    for (Map<String, String> conf :
        List.of(
            Map.of("mapreduce.map.speculative", "yes"),
            Map.of("mapreduce.task.timeout", "-1"),
            Map.of("mapreduce.job.speculative.slowtaskthreshold", "x"),
            Map.of("mapreduce.job.ubertask.maxmaps", "1.5"))) {
      assertThatThrownBy(() -> flow(conf).run((p, args) -> p.of(Codecs.LONG, List.of(1L)).count()))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("it must be");
    }
  }
}
