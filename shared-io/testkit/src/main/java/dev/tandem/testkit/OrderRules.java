package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.io.Codecs;
import dev.tandem.testkit.probe.Numbers;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Order exists where it is asked for, and is then total. */
interface OrderRules {
  /** Orders texts by their length, without an encoding. */
  Order<String> BY_LENGTH =
      Orders.by(
          (Comparator<String> & Serializable) (a, b) -> Integer.compare(a.length(), b.length()));

  /** Where to try the engine. */
  Bench bench();

  private static <T> List<T> shuffled(List<T> sorted) {
    List<T> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(7));
    return shuffled;
  }

  @Test
  default void textIsSortedByCodePoint() {
    List<String> sorted =
        List.of("", "A", "B", "a", "a\u0000", "aa", "b", "\u00e4", "\uFF5E", "\uD83D\uDE00");
    assertThat(bench().lines(p -> p.of(Codecs.TEXT, shuffled(sorted)).sort(Orders.text())))
        .isEqualTo(sorted);
  }

  @Test
  default void numbersAreSortedByValue() {
    List<Long> sorted =
        List.of(
            Long.MIN_VALUE,
            -1000L,
            -65L,
            -64L,
            -1L,
            0L,
            9L,
            10L,
            63L,
            64L,
            255L,
            256L,
            Long.MAX_VALUE);
    assertThat(
            bench()
                .<List<Long>>ask(
                    p -> p.of(Codecs.LONG, shuffled(sorted)).sort(Orders.longs()).collect()))
        .isEqualTo(sorted);
    List<Double> doubles =
        List.of(
            Double.NEGATIVE_INFINITY,
            -1.5,
            -0.0,
            0.0,
            1e-300,
            2.0,
            10.0,
            Double.POSITIVE_INFINITY,
            Double.NaN);
    assertThat(
            bench()
                .<List<Double>>ask(
                    p -> p.of(Codecs.DOUBLE, shuffled(doubles)).sort(Orders.doubles()).collect()))
        .isEqualTo(doubles);
  }

  @Test
  default void ordersCanBeTurnedRound() {
    List<Integer> sorted =
        IntStream.range(-50, 50).boxed().sorted(Comparator.reverseOrder()).toList();
    assertThat(
            bench()
                .<List<Integer>>ask(
                    p ->
                        p.of(Codecs.INTEGER, shuffled(sorted))
                            .sort(Orders.ints().reversed())
                            .collect()))
        .isEqualTo(sorted);
    List<String> texts = List.of("b", "ab", "aa", "a", "");
    assertThat(
            bench().lines(p -> p.of(Codecs.TEXT, shuffled(texts)).sort(Orders.text().reversed())))
        .isEqualTo(texts);
  }

  @Test
  default void recordsAreSortedByComponent() {
    List<Samples.Point> sorted =
        List.of(
            new Samples.Point(-1, 9, "z"),
            new Samples.Point(0, -5, "b"),
            new Samples.Point(0, 3, "a"),
            new Samples.Point(0, 3, "b"));
    assertThat(
            bench()
                .<List<Samples.Point>>ask(
                    p ->
                        p.of(Codecs.of(Samples.Point.class), shuffled(sorted))
                            .sort(Orders.natural(Samples.Point.class))
                            .collect()))
        .isEqualTo(sorted);
  }

  @Test
  default void ordersCanBeDerivedAndChained() {
    List<String> sorted = List.of("ccc", "aa", "bb", "a", "b");
    assertThat(
            bench()
                .lines(
                    p ->
                        p.of(Codecs.TEXT, shuffled(sorted))
                            .sort(
                                Orders.<String, Integer>by(String::length, Orders.ints())
                                    .reversed()
                                    .then(Orders.text()))))
        .isEqualTo(sorted);
  }

  @Test
  default void aComparatorIsAnOrderToo() {
    List<String> sorted = List.of("", "x", "xx", "xxx", "xxxx", "xxxxx", "xxxxxx");
    assertThat(bench().lines(p -> p.of(Codecs.TEXT, shuffled(sorted)).sort(BY_LENGTH)))
        .isEqualTo(sorted);
  }

  @Test
  default void keysThatAreEqualInTheOrderOnlyStayDifferentGroups() {
    assertThat(
            bench()
                .lines(
                    p ->
                        p.of(List.of("a", "b", "a", "cc"))
                            .keyBy(s -> s)
                            .groupByKey(Grouping.sorted(BY_LENGTH))
                            .aggregate(Aggregators.count())))
        .hasSize(3)
        .contains("a\t2", "b\t1")
        .endsWith("cc\t1");
  }

  @Test
  default void aComparatorThatBreaksItsContractLosesNothing() {
    List<Integer> values = IntStream.range(0, 500).boxed().toList();
    Order<Integer> broken =
        Orders.by((Comparator<Integer> & Serializable) (a, b) -> Math.floorMod(a - b, 3) - 1);
    List<Integer> result = new ArrayList<>();
    try {
      result.addAll(
          bench().<List<Integer>>ask(p -> p.of(Codecs.INTEGER, values).sort(broken).collect()));
    } catch (JobFailed refused) {
      assertThat(refused).hasMessageContaining("ompar");
      return;
    }
    assertThat(result).containsExactlyInAnyOrderElementsOf(values);
  }

  @Test
  default void sortedOutputIsTotallyOrderedAcrossPartFiles() {
    Bench bench = bench().with(options -> options.withPartitions(4));
    bench.run(
        p ->
            p.read(Numbers.of(4, 2500))
                .map(n -> n * 7919 % 10007)
                .sort(Orders.longs())
                .write(Bench.sink()));
    List<Long> expected =
        LongStream.range(0, 10000).map(n -> n * 7919 % 10007).sorted().boxed().toList();
    assertThat(bench.lines().stream().map(Long::valueOf)).containsExactlyElementsOf(expected);
    assertThat(bench.parts()).hasSize(4);
    assertThat(bench.parts().values())
        .as("part files share the records")
        .allMatch(lines -> lines.size() > 500);
  }

  @Test
  default void duplicatesStayWhereTheyAreSorted() {
    assertThat(
            bench()
                .lines(p -> p.of(List.of("b", "a", "b", "b", "a")).sort(Orders.<String>natural())))
        .containsExactly("a", "a", "b", "b", "b");
  }

  @Test
  default void fewDifferentKeysKeepTheNumberOfPartFiles() {
    Bench bench = bench().with(options -> options.withPartitions(5));
    bench.run(
        p ->
            p.of(Codecs.INTEGER, Collections.nCopies(100, 1))
                .sort(Orders.ints())
                .write(Bench.sink()));
    assertThat(bench.parts()).hasSize(5);
    assertThat(bench.lines()).hasSize(100).containsOnly("1");
  }

  @Test
  default void anEmptyBagCanBeSorted() {
    assertThat(bench().parts(p -> p.of(Codecs.LONG, List.of()).sort(Orders.longs())))
        .hasSize(3)
        .allSatisfy((file, lines) -> assertThat(lines).isEmpty());
  }

  @Test
  default void sortByKeyKeepsAllValues() {
    assertThat(
            bench()
                .lines(
                    p ->
                        p.of(List.of("b1", "a1", "c1", "b1", "a2"))
                            .keyBy(s -> s.substring(0, 1))
                            .sortByKey(Orders.<String>natural())
                            .keys()))
        .containsExactly("a", "a", "b", "b", "c");
  }

  @Test
  default void groupsCanBeSortedInsideAPartition() {
    Bench bench = bench();
    bench.run(
        p ->
            p.read(Numbers.of(2, 100))
                .keyBy(n -> n % 50)
                .groupByKey(
                    Grouping.<Long, Long>any().sortKeys(Orders.<Long>natural().reversed()).into(2))
                .aggregate(Aggregators.count())
                .write(Bench.sink()));
    assertThat(bench.parts()).hasSize(2);
    for (List<String> lines : bench.parts().values()) {
      assertThat(lines.stream().map(line -> Long.valueOf(line.split("\t")[0])))
          .isSortedAccordingTo(Comparator.reverseOrder());
    }
    assertThat(bench.lines()).hasSize(50).allMatch(line -> line.endsWith("\t4"));
  }

  @Test
  default void valuesOfAGroupCanBeSorted() {
    List<Long> sorted = LongStream.range(0, 300).filter(n -> n % 3 == 1).boxed().toList();
    List<Long> backwards = sorted.stream().sorted(Comparator.reverseOrder()).toList();
    assertThat(secondarySort(Orders.longs())).isEqualTo(sorted.toString());
    assertThat(secondarySort(Orders.longs().reversed())).isEqualTo(backwards.toString());
    assertThat(secondarySort(Orders.by((Comparator<Long> & Serializable) Long::compare)))
        .isEqualTo(sorted.toString());
  }

  /** The values of the group of 1, in the order in which they come. */
  private String secondarySort(Order<Long> order) {
    return bench()
        .<List<String>>ask(
            p ->
                p.read(Numbers.of(3, 100))
                    .map(n -> n * 7 % 300)
                    .keyBy(n -> n % 3)
                    .groupByKey(Grouping.<Long, Long>any().sortValues(order))
                    .flatMap(
                        String.class,
                        (key, values, out) -> {
                          List<Long> all = new ArrayList<>();
                          values.forEachRemaining(all::add);
                          if (key == 1) {
                            out.emit(all.toString());
                          }
                        })
                    .collect())
        .get(0);
  }

  @Test
  default void sortedKeysAndSortedValuesTogether() {
    assertThat(
            bench()
                .lines(
                    p ->
                        p.of(List.of("b2", "a3", "b1", "a1", "c9", "a2"))
                            .mapToPair(
                                String.class,
                                Integer.class,
                                (s, out) ->
                                    out.emit(s.substring(0, 1), Integer.valueOf(s.substring(1))))
                            .groupByKey(
                                Grouping.<String, Integer>sorted(Orders.text())
                                    .sortValues(Orders.ints().reversed()))
                            .flatMap(
                                String.class,
                                (key, values, out) -> {
                                  StringBuilder line = new StringBuilder(key);
                                  values.forEachRemaining(line::append);
                                  out.emit(line.toString());
                                })))
        .containsExactly("a321", "b21", "c9");
  }

  @Test
  default void sortedValuesReachAnAggregatorInOrder() {
    assertThat(
            bench()
                .lines(
                    p ->
                        p.read(Numbers.of(3, 20))
                            .keyBy(n -> n % 2)
                            .groupByKey(Grouping.<Long, Long>any().sortValues(Orders.longs()))
                            .aggregate(Aggregators.toList(Codecs.LONG))
                            .mapValues(list -> list.equals(list.stream().sorted().toList()))))
        .containsExactlyInAnyOrder("0\ttrue", "1\ttrue");
  }
}
