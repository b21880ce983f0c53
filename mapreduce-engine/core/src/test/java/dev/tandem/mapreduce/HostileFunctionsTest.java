package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.formats.TextSink;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions that do what they should not, and books that must balance all the same. */
class HostileFunctionsTest {
  private static final int N = 1_000;

  @TempDir Path folder;
  private Flow flow;

  @BeforeEach
  void openFlow() {
    flow = new Flow(folder, options -> options);
  }

  private static Bag<Long> numbers(Pipeline p) {
    return p.of(Codecs.LONG, LongStream.range(0, N).boxed().toList());
  }

  private static KeyedBag<Long, Long> sums(Pipeline p) {
    return numbers(p)
        .mapToPair(Long.class, Long.class, (n, out) -> out.emit(n, n))
        .reduceByKey(Long::sum);
  }

  @Test
  void aSampleIsNoInput() throws Exception {
    RunReport report =
        flow.run(
            (p, args) ->
                numbers(p).sort(Orders.longs().reversed()).write(TextSink.to(args.output())));
    assertThat(report.get(Measure.INPUT_RECORDS)).isEqualTo(N);
    assertThat(flow.lines()).hasSize(N).startsWith("999");
  }

  @Test
  void stepsInFrontOfAMergeSeeRecordsThatTheJoinDoesNotRead() {
    RunReport report =
        flow.run(
            (p, args) -> {
              Counter seen = p.counter("seen");
              KeyedBag<Long, Long> left = sums(p).filter(pair -> pair.first() % 10 == 0);
              KeyedBag<Long, Long> thrice =
                  numbers(p)
                      .keyBy(n -> n)
                      .groupByKey()
                      .flatMapValues(
                          Long.class,
                          (key, values, out) -> {
                            for (long i = 0; i < 3; i++) {
                              out.emit(i);
                            }
                          })
                      .reuse();
              KeyedBag<Long, Long> right =
                  thrice.mapValues(
                      n -> {
                        seen.increment();
                        return n;
                      });
              assertThat(left.join(right).count()).isEqualTo(3 * N / 10);
            });
    assertThat(report.counters()).containsEntry("seen", 3L * N);
    assertThat(report.get(Measure.SHUFFLE_RECORDS))
        .as("the join shuffles nothing")
        .isEqualTo(2L * N);
  }

  @Test
  void mergesOfTheReduceSideLeaveNoFiles() {
    List<String> left = new ArrayList<>();
    flow.with(options -> options.withPartitions(6).withConf("mapreduce.task.io.sort.factor", "2"))
        .run(
            (p, args) -> {
              sums(p).count();
              flow.scratch().forEach(path -> left.add(path.getFileName().toString()));
            });
    assertThat(left).isNotEmpty().noneMatch(name -> name.startsWith("merge"));
  }

  @Test
  void aCommitThatFailsHalfWayLeavesNothingForTheNextAttemptToStumbleOver() throws Exception {
    Flow failing =
        flow.with(
            options ->
                options.withFiles(
                    HostileFiles.failingRename(path -> path.contains("/data/part-"))));
    RunReport report =
        failing.run(
            (p, args) -> {
              KeyedBag<Long, Long> kept = sums(p).reuse();
              kept.write(TextSink.to(args.output()));
              p.run();
              assertThat(kept.count()).isEqualTo(N);
            });
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
    assertThat(failing.lines()).hasSize(N);
  }

  @Test
  void takingEndsWhereAFunctionWrapsWhatItCatches() {
    List<Long> taken = new ArrayList<>();
    flow.run(
        (p, args) ->
            taken.addAll(
                numbers(p)
                    .flatMap(
                        Long.class,
                        (n, out) -> {
                          try {
                            out.emit(n);
                          } catch (RuntimeException e) {
                            throw new IllegalStateException("wrapped", e);
                          }
                        })
                    .take(3)));
    assertThat(taken).containsExactly(0L, 1L, 2L);
  }

  @Test
  void anOutputOfWhichARunHasFailedIsNeverVisible() {
    assertThatThrownBy(
            () ->
                flow.run(
                    (p, args) -> {
                      numbers(p).map(n -> 10 / (n - 999)).write(TextSink.to(args.output()));
                      try {
                        p.run();
                      } catch (JobFailed e) {
                        // The job goes on as if nothing had happened.
                      }
                    }))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("/ by zero");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void comparatorsAndPartitionersThatThrowAreBlamedThemselves() {
    Comparator<Long> throwing =
        (Comparator<Long> & Serializable) (a, b) -> Math.toIntExact(1 / (a * b * 0));
    List<Grouping<Long, Long>> hostile =
        List.of(
            Grouping.<Long, Long>any().sortKeys(Orders.by(throwing)),
            Grouping.<Long, Long>any().sortValues(Orders.by(throwing)),
            Grouping.<Long, Long>any().by((key, n) -> Math.toIntExact(n / (key * 0))));
    for (Grouping<Long, Long> grouping : hostile) {
      assertThatThrownBy(
              () ->
                  flow.run(
                      (p, args) ->
                          numbers(p)
                              .keyBy(n -> n % 7)
                              .groupByKey(grouping)
                              .named("rows")
                              .flatMap(Long.class, (key, values, out) -> out.emit(key))
                              .count()))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("step 'rows': ArithmeticException: / by zero");
    }
  }

  @Test
  void anErrorInTheDefinitionIsAFailureOfTheJob() {
    assertThatThrownBy(
            () ->
                flow.run(
                    (p, args) -> {
                      throw new NoClassDefFoundError("some/Thing");
                    }))
        .isInstanceOf(JobFailed.class)
        .hasMessage("job test: java.lang.NoClassDefFoundError: some/Thing");
    assertThat(flow.scratch()).isEmpty();
  }

  @Test
  void twoWritesToOneFolderAreRefusedAlsoInTwoRuns() {
    for (boolean twice : List.of(false, true)) {
      assertThatThrownBy(
              () ->
                  flow.run(
                      (p, args) -> {
                        numbers(p).write(TextSink.to(args.output("a")));
                        numbers(p).write(TextSink.to(args.output("b")));
                        if (twice) {
                          p.run();
                        }
                        sums(p).write(TextSink.to(args.output("a")));
                      }))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("two writes go to the folder a");
      assertThat(folder.resolve("out")).doesNotExist();
    }
  }

  @Test
  void bothTheFunctionsExceptionAndItsCauseAreSaid() {
    assertThatThrownBy(() -> flow.run((p, args) -> numbers(p).map(n -> parse("row " + n)).count()))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("step 'map': IllegalStateException: cannot parse 'row ")
        .hasMessageContaining("', caused by NumberFormatException: For input string");
  }

  private static long parse(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalStateException("cannot parse '" + text + "'", new RuntimeException(e));
    }
  }

  @Test
  void anAggregatorThatReturnsNullIsNamed() {
    assertThatThrownBy(
            () ->
                flow.run(
                    (p, args) ->
                        numbers(p)
                            .groupBy(n -> n % 3)
                            .aggregate(new Forgetful())
                            .named("forgets")
                            .count()))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("step 'forgets': returned null");
  }

  /** Returns no accumulator. */
  private record Forgetful() implements Aggregator<Long, ArrayList<Long>, Long> {
    @Override
    public ArrayList<Long> create() {
      return new ArrayList<>();
    }

    @Override
    public ArrayList<Long> add(ArrayList<Long> acc, Long value) {
      return null;
    }

    @Override
    public ArrayList<Long> merge(ArrayList<Long> into, ArrayList<Long> from) {
      return null;
    }

    @Override
    public Long finish(ArrayList<Long> acc) {
      return 0L;
    }
  }
}
