package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.testkit.probe.Numbers;
import dev.tandem.testkit.probe.Watch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is shared between driver and tasks: counters, broadcasts, kept bags; and the books. */
interface CounterRules {
  /** Where to try the engine. */
  Bench bench();

  /** The measures that the engine can observe. */
  Set<Measure> observes();

  @Test
  default void aCounterCountsInEveryTask() {
    RunReport report =
        bench()
            .run(
                p -> {
                  Counter even = p.counter("even");
                  Counter sum = p.counter("sum");
                  p.read(Numbers.of(4, 25))
                      .map(
                          n -> {
                            if (n % 2 == 0) {
                              even.increment();
                            }
                            sum.add(n);
                            return n;
                          })
                      .write(Bench.sink());
                });
    assertThat(report.counters()).containsEntry("even", 50L).containsEntry("sum", 4950L).hasSize(2);
  }

  @Test
  default void aCounterCountsOnceInSpiteOfRetries() {
    Watch failures = Watch.fresh();
    RunReport report =
        bench()
            .run(
                p -> {
                  Counter seen = p.counter("seen");
                  p.read(Numbers.of(3, 10))
                      .map(
                          n -> {
                            seen.increment();
                            if (n == 17 && failures.tick() == 0) {
                              throw new IllegalStateException("once");
                            }
                            return n;
                          })
                      .write(Bench.sink());
                });
    assertThat(report.counters()).containsEntry("seen", 30L);
  }

  @Test
  default void aCounterCountsOnceWithTwoConsumersAndTwoActions() {
    RunReport report =
        bench()
            .run(
                p -> {
                  Counter seen = p.counter("seen");
                  Bag<Long> counted =
                      p.read(Numbers.of(3, 10))
                          .map(
                              n -> {
                                seen.increment();
                                return n;
                              });
                  counted.filter(n -> n > 5).write(Bench.sink("one"));
                  counted.distinct().write(Bench.sink("two"));
                  assertThat(counted.count()).isEqualTo(30);
                });
    assertThat(report.counters()).containsEntry("seen", 30L);
  }

  @Test
  default void aCounterCountsOnceInABagThatIsKept() {
    RunReport report =
        bench()
            .run(
                p -> {
                  Counter seen = p.counter("seen");
                  KeyedBag<Long, Long> kept =
                      p.read(Numbers.of(2, 10))
                          .keyBy(n -> n % 5)
                          .reduceByKey(Long::sum)
                          .mapValues(
                              v -> {
                                seen.increment();
                                return v;
                              })
                          .reuse();
                  for (int i = 0; i < 3; i++) {
                    assertThat(kept.count()).isEqualTo(5);
                  }
                  kept.write(Bench.sink());
                });
    assertThat(report.counters()).containsEntry("seen", 5L);
  }

  @Test
  default void aCounterCountsOncePerOperationThatUsesIt() {
    RunReport report =
        bench()
            .run(
                p -> {
                  Counter seen = p.counter("seen");
                  p.read(Numbers.of(2, 10))
                      .filter(
                          n -> {
                            seen.increment();
                            return n < 5;
                          })
                      .map(
                          n -> {
                            seen.increment();
                            return n;
                          })
                      .write(Bench.sink());
                });
    assertThat(report.counters()).containsEntry("seen", 25L);
  }

  @Test
  default void countersWorkBehindAShuffleAndInAggregators() {
    RunReport report =
        bench()
            .run(
                p -> {
                  Counter groups = p.counter("groups");
                  p.read(Numbers.of(2, 10))
                      .keyBy(n -> n % 4)
                      .groupByKey()
                      .flatMap(
                          Long.class,
                          (key, values, out) -> {
                            groups.increment();
                            out.emit(key);
                          })
                      .write(Bench.sink());
                });
    assertThat(report.counters()).containsEntry("groups", 4L);
  }

  @Test
  default void aCounterCannotCountOnTheDriver() {
    assertThat(bench().failure(p -> p.counter("here").increment())).contains("here");
  }

  @Test
  default void aBroadcastReachesEveryTask() {
    assertThat(
            bench()
                .lines(
                    p -> {
                      Map<Long, String> words = Map.of(0L, "zero", 1L, "one", 2L, "two");
                      Broadcast<Map<Long, String>> names = p.broadcast(words);
                      Broadcast<String> suffix = p.broadcast("!");
                      assertThat(names.value()).isSameAs(words);
                      return p.read(Numbers.of(3, 1))
                          .map(n -> names.value().get(n) + suffix.value());
                    }))
        .containsExactly("zero!", "one!", "two!");
  }

  @Test
  default void broadcastsWorkInEveryStepThatCanCaptureOne() {
    assertThat(
            bench()
                .lines(
                    p -> {
                      Broadcast<Long> ten = p.broadcast(10L);
                      return p.read(Numbers.of(2, 4))
                          .keyBy(n -> n % 2)
                          .reduceByKey((a, b) -> a + b + ten.value())
                          .mapValues(v -> v * ten.value());
                    }))
        .containsExactlyInAnyOrder("0\t420", "1\t460");
  }

  @Test
  default void aCapturedObjectIsACopyInEachTask() {
    int[] captured = {0};
    List<Integer> seen =
        bench().ask(p -> p.read(Numbers.of(3, 4)).map(n -> ++captured[0]).collect());
    assertThat(captured).containsExactly(0);
    assertThat(seen).containsExactly(1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4);
  }

  @Test
  default void reuseAndReleaseChangeNoAnswer() {
    List<List<String>> answers =
        bench()
            .ask(
                p -> {
                  KeyedBag<Long, Long> kept =
                      p.read(Numbers.of(3, 20))
                          .keyBy(n -> n % 7)
                          .reduceByKey(Long::sum)
                          .named("kept")
                          .reuse();
                  List<String> before = kept.map(Object::toString).collect();
                  List<String> again = kept.map(Object::toString).collect();
                  kept.release();
                  kept.release();
                  List<String> after = kept.map(Object::toString).collect();
                  return List.of(before, again, after);
                });
    assertThat(answers.get(0)).hasSize(7);
    assertThat(answers.get(1)).containsExactlyInAnyOrderElementsOf(answers.get(0));
    assertThat(answers.get(2)).containsExactlyInAnyOrderElementsOf(answers.get(0));
  }

  @Test
  default void aKeptBagIsComputedOnce() {
    Watch computed = Watch.fresh();
    bench()
        .run(
            p -> {
              Bag<Long> kept =
                  p.read(Numbers.of(2, 10))
                      .map(
                          n -> {
                            computed.tick();
                            return n;
                          })
                      .reuse();
              kept.count();
              kept.filter(n -> n > 3).count();
              kept.distinct().write(Bench.sink());
            });
    assertThat(computed.count()).isEqualTo(20);
  }

  @Test
  default void theLedgerCountsWhatTheJobDid() {
    RunReport report =
        bench()
            .run(
                p ->
                    p.read(Numbers.of(4, 100))
                        .flatMap(
                            Long.class,
                            (n, out) -> {
                              out.emit(n % 10);
                              out.emit(n % 5);
                            })
                        .keyBy(n -> n)
                        .groupByKey()
                        .aggregate(Aggregators.count())
                        .write(Bench.sink()));
    assertThat(report.get(Measure.INPUT_RECORDS)).isEqualTo(400);
    assertThat(report.get(Measure.MAP_OUTPUT_RECORDS)).isEqualTo(800);
    assertThat(report.get(Measure.GROUPS)).isEqualTo(10);
    assertThat(report.get(Measure.OUTPUT_RECORDS)).isEqualTo(10);
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isZero();
    assertThat(report.get(Measure.SHUFFLE_RECORDS)).isBetween(10L, 800L);
    assertThat(report.get(Measure.OUTPUT_BYTES))
        .isEqualTo(5 * "0\t120\n".length() + 5 * "5\t40\n".length());
  }

  @Test
  default void theLedgerKeepsItsLaws() {
    RunReport report =
        bench()
            .run(
                p -> {
                  KeyedBag<Long, Long> sums =
                      p.read(Numbers.of(3, 300)).keyBy(n -> n % 17).reduceByKey(Long::sum);
                  sums.join(sums.mapValues(v -> 1L))
                      .keys()
                      .distinct()
                      .sort(Orders.longs())
                      .write(Bench.sink());
                  sums.groupByKey()
                      .flatMap(Long.class, (key, values, out) -> values.forEachRemaining(out::emit))
                      .write(Bench.sink("values"));
                });
    Ledger books = new Ledger();
    report.ledger().forEach(books::add);
    assertThat(books.check()).isEmpty();
    assertThat(report.ledger().keySet()).containsExactlyElementsOf(observes());
  }

  @Test
  default void theReportNamesWhatTheUserNamed() {
    RunReport report =
        bench()
            .run(
                p ->
                    p.read(Numbers.of(1, 3))
                        .map(n -> n + 1)
                        .named("successors")
                        .write(Bench.sink()));
    assertThat(report.plan().toString()).contains("successors");
    assertThat(report.job()).isEqualTo("rule");
    assertThat(report.wallMillis()).isNotNegative();
  }
}
