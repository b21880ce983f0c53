package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.testkit.probe.HugeGroup;
import dev.tandem.testkit.probe.Numbers;
import dev.tandem.testkit.probe.TenThousandSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** More data than memory, more steps than stack, loops on the driver. */
interface ScaleRules {
  /** Records of the tests with too little memory: some megabytes, against one or two of budget. */
  int MANY = 20_000;

  /** Where to try the engine. */
  Bench bench();

  private Bench poor() {
    return bench().with(options -> options.withMemory(1 << 20));
  }

  /** A text of about a hundred characters for a number. */
  private static String text(long n) {
    return (n * 7919 % MANY) + "-" + "abcdefghij".repeat(9);
  }

  private static Bag<String> texts(Pipeline p) {
    return p.read(Numbers.of(4, MANY / 4)).map(ScaleRules::text);
  }

  @Test
  default void distinctOfMoreThanFitsInMemory() {
    assertThat(poor().<Long>ask(p -> texts(p).union(texts(p)).distinct().count())).isEqualTo(MANY);
  }

  @Test
  default void sortingMoreThanFitsInMemory() {
    List<String> lines = poor().lines(p -> texts(p).sort(Orders.text()));
    assertThat(lines).hasSize(MANY).isSorted();
    assertThat(lines.get(MANY - 1)).startsWith("9999-");
  }

  @Test
  default void groupingMoreThanFitsInMemory() {
    List<String> sizes =
        poor()
            .lines(
                p ->
                    texts(p)
                        .keyBy(text -> text.length() % 3)
                        .groupByKey()
                        .flatMap(
                            Long.class,
                            (key, values, out) -> {
                              long n = 0;
                              for (; values.hasNext(); values.next()) {
                                n++;
                              }
                              out.emit(n);
                            }));
    assertThat(sizes.stream().mapToLong(Long::parseLong).sum()).isEqualTo(MANY);
  }

  @Test
  default void combiningMoreKeysThanFitInMemory() {
    List<String> counts =
        poor()
            .lines(
                p ->
                    texts(p)
                        .union(texts(p))
                        .keyBy(text -> text)
                        .groupByKey()
                        .aggregate(Aggregators.count()));
    assertThat(counts).hasSize(MANY).allMatch(line -> line.endsWith("\t2"));
  }

  @Test
  default void foldingAccumulatorsThatGrow() {
    List<String> sizes =
        poor()
            .lines(
                p ->
                    texts(p)
                        .keyBy(text -> text.charAt(0))
                        .groupByKey()
                        .aggregate(Aggregators.toList(Codecs.TEXT))
                        .mapValues(List::size));
    assertThat(sizes.stream().mapToLong(line -> Long.parseLong(line.split("\t")[1])).sum())
        .isEqualTo(MANY);
  }

  @Test
  default void joiningMoreThanFitsInMemory() {
    assertThat(
            poor()
                .<Long>ask(
                    p ->
                        texts(p)
                            .keyBy(text -> text)
                            .join(texts(p).keyBy(text -> text))
                            .filter(pair -> pair.second().first().equals(pair.second().second()))
                            .count()))
        .isEqualTo(MANY);
  }

  @Test
  default void keepingMoreThanFitsInMemory() {
    List<Long> counts =
        poor()
            .ask(
                p -> {
                  Bag<String> kept = texts(p).reuse();
                  return List.of(
                      kept.count(),
                      kept.filter(text -> text.startsWith("1")).count(),
                      kept.distinct().count(),
                      kept.count());
                });
    assertThat(counts).containsExactly((long) MANY, 11_111L, (long) MANY, (long) MANY);
  }

  @Test
  default void aGroupLargerThanMemoryIsStreamed() {
    assertThat(poor().lines(new HugeGroup())).containsExactly("40000 values, 4200000 characters");
  }

  @Test
  default void sortedValuesOfAGroupLargerThanMemoryAreStreamed() {
    assertThat(
            poor()
                .lines(
                    p ->
                        texts(p)
                            .keyBy(text -> "all")
                            .groupByKey(Grouping.<String, String>any().sortValues(Orders.text()))
                            .flatMap(
                                String.class,
                                (key, values, out) -> {
                                  String last = "";
                                  long n = 0;
                                  boolean ascending = true;
                                  while (values.hasNext()) {
                                    String next = values.next();
                                    ascending &= last.compareTo(next) <= 0;
                                    last = next;
                                    n++;
                                  }
                                  out.emit(n + " " + ascending);
                                })))
        .containsExactly(MANY + " true");
  }

  @Test
  default void oneRecordMayBeLargerThanASpill() {
    assertThat(
            poor()
                .lines(
                    p ->
                        p.read(Numbers.of(2, 2))
                            .map(n -> "x".repeat(300_000) + n)
                            .distinct()
                            .map(s -> s.substring(299_999))))
        .containsExactlyInAnyOrder("x0", "x1", "x2", "x3");
  }

  @Test
  default void tenThousandStepsDoNotOverflowTheStack() {
    assertThat(bench().lines(new TenThousandSteps()))
        .containsExactly("10000", "10001", "10002", "10003");
  }

  @Test
  default void aLongChainOfShufflesRuns() {
    assertThat(
            bench()
                .lines(
                    p -> {
                      KeyedBag<Long, Long> bag = p.read(Numbers.of(2, 8)).keyBy(n -> n);
                      for (int i = 0; i < 12; i++) {
                        bag =
                            bag.mapToPair(
                                    Long.class,
                                    Long.class,
                                    (pair, out) -> out.emit(pair.first() / 2, pair.second()))
                                .reduceByKey(Long::sum);
                      }
                      return bag;
                    }))
        .containsExactly("0\t120");
  }

  @Test
  default void diamondsAreRight() {
    assertThat(
            bench()
                .lines(
                    p -> {
                      KeyedBag<Long, Long> bag =
                          p.read(Numbers.of(2, 3)).keyBy(n -> n).reduceByKey(Long::sum);
                      for (int i = 0; i < 6; i++) {
                        bag =
                            bag.join(bag.mapValues(v -> v + 1))
                                .mapValues(both -> both.first() + both.second());
                      }
                      return bag.filter(pair -> pair.first() < 2);
                    }))
        .containsExactlyInAnyOrder("0\t63", "1\t127");
  }

  @Test
  default void manyPartitionsAreOnlyMoreFiles() {
    Bench bench = bench().with(options -> options.withPartitions(150));
    assertThat(bench.lines(p -> p.read(Numbers.of(3, 100)).distinct())).hasSize(300);
    assertThat(bench.parts()).hasSize(150);
  }

  @Test
  default void severalNodesGiveTheSameAnswer() {
    Bench bench = bench().with(options -> options.withNodes(3, 2).withPartitions(5));
    assertThat(bench.lines(p -> p.read(Numbers.of(7, 10)).keyBy(n -> n % 4).reduceByKey(Long::sum)))
        .containsExactlyInAnyOrder("0\t612", "1\t630", "2\t578", "3\t595");
  }

  @Test
  default void pageRankLoopsOnTheDriver() {
    Map<Long, List<Long>> graph = new TreeMap<>();
    for (long node = 0; node < 20; node++) {
      graph.put(node, List.of((node * 3 + 1) % 20, (node + 7) % 20));
    }
    Map<Long, Double> expected = new TreeMap<>();
    graph.keySet().forEach(node -> expected.put(node, 1.0));
    for (int round = 0; round < 4; round++) {
      Map<Long, Double> sums = new TreeMap<>();
      graph.forEach(
          (node, to) ->
              to.forEach(t -> sums.merge(t, expected.get(node) / to.size(), Double::sum)));
      expected.clear();
      sums.forEach((node, sum) -> expected.put(node, 0.15 + 0.85 * sum));
    }
    List<Pair<Long, Double>> ranks =
        bench().ask(p -> pageRank(p.of(Codecs.LONG, graph.keySet())).collect());
    assertThat(ranks).hasSameSizeAs(expected.keySet());
    ranks.forEach(
        rank -> assertThat(rank.second()).isCloseTo(expected.get(rank.first()), within(1e-9)));
  }

  private static KeyedBag<Long, Double> pageRank(Bag<Long> nodes) {
    KeyedBag<Long, List<Long>> links =
        nodes
            .mapToPair(
                Long.class,
                Long.class,
                (node, out) -> {
                  out.emit(node, (node * 3 + 1) % 20);
                  out.emit(node, (node + 7) % 20);
                })
            .groupByKey()
            .aggregate(Aggregators.toList(Codecs.LONG))
            .named("links")
            .reuse();
    KeyedBag<Long, Double> ranks = links.mapValues(to -> 1.0);
    for (int round = 0; round < 4; round++) {
      ranks =
          links
              .join(ranks)
              .mapToPair(
                  Long.class,
                  Double.class,
                  (node, out) -> {
                    List<Long> to = node.second().first();
                    for (long t : to) {
                      out.emit(t, node.second().second() / to.size());
                    }
                  })
              .groupByKey()
              .aggregate(Aggregators.sumDouble())
              .mapValues(sum -> 0.15 + 0.85 * sum)
              .named("ranks");
    }
    return ranks;
  }

  @Test
  default void kMeansLoopsAroundAnAction() {
    List<List<Double>> trace =
        bench()
            .ask(
                p -> {
                  Bag<Double> points =
                      p.read(Numbers.of(3, 20)).map(n -> n < 30 ? n / 4.0 : 100 + n / 4.0).reuse();
                  List<Double> centres = new ArrayList<>(points.take(2));
                  List<List<Double>> rounds = new ArrayList<>();
                  for (int round = 0; round < 10; round++) {
                    List<Double> now = List.copyOf(centres);
                    rounds.add(now);
                    KeyedBag<Integer, Double> nearest =
                        points.keyBy(
                            x -> Math.abs(x - now.get(0)) <= Math.abs(x - now.get(1)) ? 0 : 1);
                    Map<Integer, Long> sizes = new TreeMap<>();
                    nearest
                        .groupByKey()
                        .aggregate(Aggregators.count())
                        .collect()
                        .forEach(size -> sizes.put(size.first(), size.second()));
                    for (Pair<Integer, Double> sum :
                        nearest.groupByKey().aggregate(Aggregators.sumDouble()).collect()) {
                      centres.set(sum.first(), sum.second() / sizes.get(sum.first()));
                    }
                    if (now.equals(centres)) {
                      break;
                    }
                  }
                  return rounds;
                });
    assertThat(trace.get(0)).containsExactly(0.0, 0.25);
    assertThat(trace).hasSizeBetween(3, 9);
    assertThat(trace.get(trace.size() - 1)).containsExactly(3.625, 111.125);
  }
}
