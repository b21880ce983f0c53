package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.formats.TextLines;
import dev.tandem.testkit.probe.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What each verb of a bag means. */
interface VerbRules {
  /** Where to try the engine. */
  Bench bench();

  private static KeyedBag<String, Long> pairs(Pipeline p) {
    return p.of(List.of("a1", "b2", "a3", "c4", "b5"))
        .mapToPair(
            String.class,
            Long.class,
            (s, out) -> out.emit(s.substring(0, 1), Long.valueOf(s.substring(1))));
  }

  @Test
  default void mapGivesOneRecordForEachRecord() {
    assertThat(bench().lines(p -> p.of(List.of(1, 2, 3)).map(x -> x * 10)))
        .containsExactlyInAnyOrder("10", "20", "30");
  }

  @Test
  default void filterKeepsWhatIsTrue() {
    assertThat(bench().lines(p -> p.of(List.of(1, 2, 3, 4)).filter(x -> x % 2 == 0)))
        .containsExactlyInAnyOrder("2", "4");
  }

  @Test
  default void flatMapGivesNoneOneOrMany() {
    assertThat(
            bench()
                .lines(
                    p ->
                        p.of(List.of("", "a", "b c"))
                            .flatMap(s -> List.of(s.split(" ")))
                            .filter(s -> !s.isEmpty())))
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  default void flatMapPushesNoneOneOrMany() {
    assertThat(
            bench()
                .lines(
                    p ->
                        p.of(List.of(0, 1, 3))
                            .flatMap(
                                Integer.class,
                                (n, out) -> {
                                  for (int i = 0; i < n; i++) {
                                    out.emit(n);
                                  }
                                })))
        .containsExactlyInAnyOrder("1", "3", "3", "3");
  }

  @Test
  default void mapToPairEmitsKeysAndValues() {
    assertThat(bench().lines(VerbRules::pairs))
        .containsExactlyInAnyOrder("a\t1", "b\t2", "a\t3", "c\t4", "b\t5");
  }

  @Test
  default void keyByKeepsTheRecordAsValue() {
    assertThat(bench().lines(p -> p.of(List.of("x", "yy")).keyBy(String::length)))
        .containsExactlyInAnyOrder("1\tx", "2\tyy");
  }

  @Test
  default void groupByBringsRecordsOfAKeyTogether() {
    assertThat(
            bench()
                .lines(
                    p ->
                        p.of(List.of("x", "yy", "z"))
                            .groupBy(String::length)
                            .aggregate(Aggregators.count())))
        .containsExactlyInAnyOrder("1\t2", "2\t1");
  }

  @Test
  default void keysAndValuesAreOneForEachPair() {
    assertThat(bench().lines(p -> pairs(p).keys()))
        .containsExactlyInAnyOrder("a", "b", "a", "c", "b");
    assertThat(bench().lines(p -> pairs(p).values()))
        .containsExactlyInAnyOrder("1", "2", "3", "4", "5");
  }

  @Test
  default void mapValuesLeavesKeysAlone() {
    assertThat(bench().lines(p -> pairs(p).mapValues(v -> v + 1)))
        .containsExactlyInAnyOrder("a\t2", "b\t3", "a\t4", "c\t5", "b\t6");
  }

  @Test
  default void flatMapValuesLeavesKeysAlone() {
    assertThat(
            bench()
                .lines(
                    p ->
                        pairs(p)
                            .flatMapValues(
                                Long.class,
                                (v, out) -> {
                                  if (v > 3) {
                                    out.emit(v);
                                    out.emit(-v);
                                  }
                                })))
        .containsExactlyInAnyOrder("c\t4", "c\t-4", "b\t5", "b\t-5");
  }

  @Test
  default void filterOfPairsSeesKeyAndValue() {
    assertThat(
            bench()
                .lines(p -> pairs(p).filter(pair -> pair.first().equals("a") && pair.second() > 1)))
        .containsExactly("a\t3");
  }

  @Test
  default void verbsOfABagSeePairsOfAKeyedOne() {
    assertThat(bench().lines(p -> pairs(p).map(pair -> pair.first() + pair.second())))
        .containsExactlyInAnyOrder("a1", "b2", "a3", "c4", "b5");
  }

  @Test
  default void groupsHaveAllTheirValues() {
    assertThat(
            bench()
                .lines(
                    p ->
                        pairs(p)
                            .groupByKey()
                            .flatMap(
                                String.class,
                                (key, values, out) -> {
                                  long sum = 0;
                                  while (values.hasNext()) {
                                    sum += values.next();
                                  }
                                  out.emit(key + "=" + sum);
                                })))
        .containsExactlyInAnyOrder("a=4", "b=7", "c=4");
  }

  @Test
  default void valuesThatAFunctionKeepsStayAsTheyWere() {
    assertThat(
            bench()
                .lines(
                    p ->
                        pairs(p)
                            .mapValues(n -> new long[] {n})
                            .groupByKey()
                            .flatMap(
                                String.class,
                                (key, values, out) -> {
                                  List<long[]> kept = new ArrayList<>();
                                  values.forEachRemaining(kept::add);
                                  kept.forEach(value -> out.emit(key + value[0]));
                                })))
        .containsExactlyInAnyOrder("a1", "a3", "b2", "b5", "c4");
  }

  @Test
  default void flatMapValuesOfGroupsStaysUnderTheKey() {
    assertThat(
            bench()
                .lines(
                    p ->
                        pairs(p)
                            .groupByKey()
                            .flatMapValues(
                                Integer.class,
                                (key, values, out) -> {
                                  int n = 0;
                                  for (; values.hasNext(); values.next()) {
                                    n++;
                                  }
                                  out.emit(n);
                                })))
        .containsExactlyInAnyOrder("a\t2", "b\t2", "c\t1");
  }

  @Test
  default void aFunctionMayReadSomeValuesOfAGroupOnly() {
    assertThat(
            bench()
                .lines(
                    p ->
                        p.of(IntStream.range(0, 100).boxed().toList())
                            .keyBy(i -> i % 10)
                            .groupByKey()
                            .flatMap(
                                Integer.class,
                                (key, values, out) -> out.emit(values.next() % 10 - key))))
        .hasSize(10)
        .containsOnly("0");
  }

  @Test
  default void reduceByKeyFoldsTheValuesOfAKey() {
    assertThat(bench().lines(p -> pairs(p).reduceByKey(Long::sum)))
        .containsExactlyInAnyOrder("a\t4", "b\t7", "c\t4");
  }

  @Test
  default void aggregatorsOfAllKindsGiveOneResultForAKey() {
    assertThat(bench().lines(p -> pairs(p).groupByKey().aggregate(Aggregators.sumLong())))
        .containsExactlyInAnyOrder("a\t4", "b\t7", "c\t4");
    assertThat(
            bench()
                .lines(
                    p ->
                        pairs(p)
                            .mapValues(v -> v / 2.0)
                            .groupByKey()
                            .aggregate(Aggregators.sumDouble())))
        .containsExactlyInAnyOrder("a\t2.0", "b\t3.5", "c\t2.0");
    assertThat(
            bench()
                .lines(
                    p ->
                        pairs(p)
                            .groupByKey()
                            .aggregate(Aggregators.first(1, Codecs.LONG, Orders.longs().reversed()))
                            .mapValues(list -> list.get(0))))
        .containsExactlyInAnyOrder("a\t3", "b\t5", "c\t4");
    assertThat(
            bench()
                .lines(
                    p ->
                        pairs(p)
                            .groupByKey()
                            .aggregate(Aggregators.toList(Codecs.LONG))
                            .mapValues(List::size)))
        .containsExactlyInAnyOrder("a\t2", "b\t2", "c\t1");
  }

  @Test
  default void aggregateFoldsAllRecordsIntoOne() {
    assertThat(bench().lines(p -> p.of(List.of(1L, 2L, 39L)).aggregate(Aggregators.sumLong())))
        .containsExactly("42");
    assertThat(bench().lines(p -> p.of(List.of(1.0, 2.5)).aggregate(Aggregators.sumDouble())))
        .containsExactly("3.5");
    assertThat(
            bench()
                .lines(
                    p ->
                        p.of(List.of("b", "a", "c"))
                            .aggregate(Aggregators.first(2, Codecs.TEXT, Orders.text()))
                            .map(List::toString)))
        .containsExactly("[a, b]");
  }

  @Test
  default void aggregateOfAnEmptyBagIsOneRecord() {
    assertThat(bench().lines(p -> p.of(Codecs.LONG, List.of()).aggregate(Aggregators.sumLong())))
        .containsExactly("0");
    assertThat(
            bench()
                .<List<Long>>ask(
                    p ->
                        p.of(Codecs.TEXT, List.of())
                            .aggregate(Aggregators.<String>count())
                            .collect()))
        .containsExactly(0L);
  }

  @Test
  default void unionKeepsDuplicates() {
    assertThat(bench().lines(p -> p.of(List.of("a", "b")).union(p.of(List.of("b", "c")))))
        .containsExactlyInAnyOrder("a", "b", "b", "c");
    assertThat(
            bench()
                .lines(
                    p -> {
                      Bag<String> one = p.of(List.of("a"));
                      return one.union(one);
                    }))
        .containsExactly("a", "a");
  }

  @Test
  default void unionTakesBagsOfDifferentCodecs() {
    assertThat(bench().lines(p -> p.of(Codecs.LONG, List.of(1L)).union(p.of(List.of(2L)))))
        .containsExactlyInAnyOrder("1", "2");
  }

  @Test
  default void unionOfKeyedBagsIsKeyed() {
    assertThat(
            bench()
                .lines(
                    p -> {
                      KeyedBag<String, Long> left = pairs(p);
                      return left.union(pairs(p)).reduceByKey(Long::sum);
                    }))
        .containsExactlyInAnyOrder("a\t8", "b\t14", "c\t8");
  }

  @Test
  default void distinctKeepsOneOfEqualRecords() {
    assertThat(bench().lines(p -> p.of(List.of("a", "b", "a", "", "b", "")).distinct()))
        .containsExactlyInAnyOrder("a", "b", "");
  }

  @Test
  default void intersectionHasDistinctRecordsOfBoth() {
    assertThat(
            bench().lines(p -> p.of(List.of(1, 1, 2, 3)).intersection(p.of(List.of(1, 3, 3, 4)))))
        .containsExactlyInAnyOrder("1", "3");
  }

  @Test
  default void subtractKeepsDuplicatesOfTheLeft() {
    assertThat(bench().lines(p -> p.of(List.of(1, 1, 2, 3)).subtract(p.of(List.of(2, 4)))))
        .containsExactlyInAnyOrder("1", "1", "3");
  }

  @Test
  default void collectReturnsAllRecords() {
    assertThat(bench().<List<Integer>>ask(p -> p.of(List.of(3, 1, 2)).map(x -> x + 1).collect()))
        .containsExactlyInAnyOrder(4, 2, 3);
    assertThat(
            bench().<List<Pair<String, Long>>>ask(p -> pairs(p).reduceByKey(Long::sum).collect()))
        .containsExactlyInAnyOrder(Pair.of("a", 4L), Pair.of("b", 7L), Pair.of("c", 4L));
  }

  @Test
  default void countCountsRecords() {
    assertThat(bench().<Long>ask(p -> p.read(Numbers.of(3, 1000)).filter(n -> n % 3 == 0).count()))
        .isEqualTo(1000);
    assertThat(bench().<Long>ask(p -> p.of(List.of()).count())).isZero();
    assertThat(bench().<Long>ask(p -> pairs(p).groupByKey().aggregate(Aggregators.count()).count()))
        .isEqualTo(3);
  }

  @Test
  default void takeGivesTheFirstRecordsInInputOrder() {
    List<Long> firstFifteen = LongStream.range(0, 15).boxed().toList();
    assertThat(bench().<List<Long>>ask(p -> p.read(Numbers.of(5, 10)).take(15)))
        .isEqualTo(firstFifteen);
    assertThat(
            bench()
                .<List<Long>>ask(
                    p ->
                        p.read(Numbers.of(5, 10)).filter(n -> n % 2 == 1).map(n -> n / 2).take(15)))
        .isEqualTo(firstFifteen);
    assertThat(
            bench()
                .<List<Long>>ask(
                    p -> p.read(Numbers.of(1, 10)).union(p.read(Numbers.of(1, 10))).take(11)))
        .endsWith(9L, 0L);
  }

  @Test
  default void takeFollowsTheOrderOfArgumentsThenOfNames() {
    Bench bench = bench();
    bench.file("in/b/2.txt", "b2");
    bench.file("in/b/10.txt", "b10");
    bench.file("in/a/1.txt", "a1", "a1'");
    String folder = bench.folder.resolve("in").toString();
    assertThat(
            bench.<List<String>>ask(
                p -> p.read(TextLines.of(List.of(folder + "/b", folder + "/a"))).take(3)))
        .containsExactly("b10", "b2", "a1");
  }

  @Test
  default void takeGivesFewerIfThereAreFewer() {
    assertThat(bench().<List<Integer>>ask(p -> p.of(List.of(1, 2)).take(5))).containsExactly(1, 2);
    assertThat(bench().<List<Integer>>ask(p -> p.of(List.of(1, 2)).take(0))).isEmpty();
    assertThat(bench().<List<Object>>ask(p -> p.of(List.of()).take(3))).isEmpty();
    assertThat(bench().<List<Integer>>ask(p -> p.of(List.of(1, 1, 2)).distinct().take(9)))
        .containsExactlyInAnyOrder(1, 2);
  }

  @Test
  default void takeReadsNoMoreThanItNeeds() {
    Numbers numbers = Numbers.of(50, 100);
    bench().ask(p -> p.read(numbers).map(n -> n + 1).take(5));
    assertThat(numbers.opened().count()).as("splits opened").isLessThan(25);
    assertThat(numbers.read().count()).as("records read").isLessThan(2500);
  }

  @Test
  default void aCollectionIsCutLikeSparks() {
    assertThat(bench().parts(p -> p.of(IntStream.range(0, 10).boxed().toList())).values())
        .containsExactly(
            List.of("0", "1", "2"), List.of("3", "4", "5"), List.of("6", "7", "8", "9"));
  }

  @Test
  default void emptyBagsGoThroughAllVerbs() {
    assertThat(
            bench()
                .lines(
                    p -> {
                      Bag<String> none = p.of(Codecs.TEXT, List.of());
                      Bag<String> filtered =
                          none.map(s -> s + "!")
                              .union(none)
                              .distinct()
                              .subtract(none)
                              .sort(Orders.text());
                      return filtered
                          .keyBy(s -> s)
                          .join(none.keyBy(s -> s))
                          .groupByKey()
                          .aggregate(Aggregators.count());
                    }))
        .isEmpty();
  }

  @Test
  default void anExplicitCodecReplacesTheChosenOne() {
    assertThat(
            bench()
                .lines(
                    p ->
                        p.of(List.of(2L, 1L, 2L))
                            .map(n -> (Object) n)
                            .as(Codecs.dynamic())
                            .distinct()))
        .containsExactlyInAnyOrder("1", "2");
    assertThat(
            bench()
                .lines(
                    p ->
                        p.of(List.of("x"))
                            .keyBy(s -> 1)
                            .as(Codecs.INTEGER, Codecs.TEXT)
                            .reduceByKey((a, b) -> a)))
        .containsExactly("1\tx");
  }

  @Test
  default void valuesCanBeOfEveryType() {
    List<Object> values = Samples.values();
    List<Object> back =
        bench()
            .ask(
                p ->
                    p.of(values)
                        .keyBy(v -> 1)
                        .groupByKey()
                        .flatMap(Object.class, (key, each, out) -> each.forEachRemaining(out::emit))
                        .collect());
    assertThat(back.stream().map(Samples::bytes))
        .containsExactlyInAnyOrderElementsOf(values.stream().map(Samples::bytes).toList());
  }
}
