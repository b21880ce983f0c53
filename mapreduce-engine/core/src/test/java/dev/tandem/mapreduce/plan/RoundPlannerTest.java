package dev.tandem.mapreduce.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.OutputFolder;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundPlannerTest {
  private static <T> void write(Bag<T> bag, String folder) {
    bag.map(Object::toString)
        .as(castToText())
        .named("lines")
        .write(TextSink.to(new OutputFolder(folder)));
  }

  @SuppressWarnings("unchecked")
  private static <T> dev.tandem.contract.io.Codec<T> castToText() {
    return (dev.tandem.contract.io.Codec<T>) Codecs.TEXT;
  }

  private static Bag<String> lines(Pipeline p, String file) {
    return p.read(TextLines.of(List.of(file)));
  }

  private static KeyedBag<String, Long> counts(Bag<String> lines) {
    return lines
        .mapToPair(String.class, Long.class, (line, out) -> out.emit(line, 1L))
        .named("tokens")
        .groupByKey()
        .aggregate(Aggregators.sumLong())
        .named("counts");
  }

  private static KeyedBag<String, Long> pairs(Bag<String> lines, String name) {
    return lines.mapToPair(String.class, Long.class, (line, out) -> out.emit(line, 1L)).named(name);
  }

  @Test
  void aWordCountIsOneRound() {
    assertThat(PlanningSession.text(p -> write(counts(lines(p, "words.txt")), "")))
        .isEqualTo(
            """
            round 1: lines
              map    read text lines of words.txt: tokens
              sort   groupByKey by String into 4, combined
              reduce counts, lines
              out    write
            """);
  }

  @Test
  void aJoinIsOneRoundWithTwoInputs() {
    assertThat(
            PlanningSession.text(
                p -> write(pairs(lines(p, "a"), "left").join(pairs(lines(p, "b"), "right")), "")))
        .isEqualTo(
            """
            round 1: lines
              map    read text lines of a: left -> input 0
              map    read text lines of b: right -> input 1
              sort   join by String, input into 4
              reduce join, lines
              out    write
            """);
  }

  @Test
  void aSortSamplesAndSortsByTheOrdersBytes() {
    assertThat(PlanningSession.text(p -> write(lines(p, "a").sort(Orders.text()), "")))
        .isEqualTo(
            """
            round 1: lines
              map    read text lines of a: asKey
              sort   sort by String into 4
              reduce sort, lines
              out    write
            """);
    assertThat(PlanningSession.text(p -> write(lines(p, "a").sort(Orders.text().reversed()), "")))
        .contains("sort by String descending, String into 4");
    assertThat(
            PlanningSession.rounds(p -> write(lines(p, "a").sort(Orders.text()), ""))
                .get(0)
                .shuffle()
                .needsSample())
        .isTrue();
  }

  @Test
  void aComparatorIsTheSlowPath() {
    Comparator<String> byLength =
        (Comparator<String> & java.io.Serializable)
            (a, b) -> Integer.compare(a.length(), b.length());
    List<Round> rounds =
        PlanningSession.rounds(p -> write(lines(p, "a").sort(Orders.by(byLength)), ""));
    assertThat(rounds.get(0).shuffle().isSlow()).isTrue();
  }

  @Test
  void pagerankOfTenIterationsIsElevenRounds() {
    List<Round> rounds = PlanningSession.rounds(p -> pageRank(p, 10));
    assertThat(rounds).hasSize(11);
    assertThat(rounds.get(0).toString())
        .isEqualTo(
            """
            round 1: links
              map    read text lines of edges: edges
              sort   groupByKey by String into 4
              reduce links
              out    keep links
            """);
    assertThat(rounds.get(1).toString())
        .isEqualTo(
            """
            round 2: ranks
              map    merge links, links (mapValues) by key: join, contributions
              sort   reduceByKey by String into 4, combined
              reduce reduceByKey, ranks
              out    keep ranks
            """);
    assertThat(rounds.get(10).toString())
        .isEqualTo(
            """
            round 11: lines
              map    merge links, ranks by key: join, contributions
              sort   reduceByKey by String into 4, combined
              reduce reduceByKey, ranks, lines
              out    write
            """);
  }

  private static void pageRank(Pipeline p, int iterations) {
    KeyedBag<String, String> links =
        lines(p, "edges")
            .mapToPair(String.class, String.class, (line, out) -> out.emit(line, line))
            .named("edges")
            .groupByKey()
            .flatMapValues(String.class, (key, values, out) -> values.forEachRemaining(out::emit))
            .named("links")
            .reuse();
    KeyedBag<String, Double> ranks = links.mapValues(link -> 1.0).as(Codecs.TEXT, Codecs.DOUBLE);
    for (int i = 0; i < iterations; i++) {
      ranks =
          links
              .join(ranks)
              .mapToPair(String.class, Double.class, (pair, out) -> out.emit(pair.first(), 1.0))
              .named("contributions")
              .reduceByKey(Double::sum)
              .mapValues(sum -> 0.15 + 0.85 * sum)
              .as(Codecs.TEXT, Codecs.DOUBLE)
              .named("ranks");
    }
    write(ranks, "");
  }

  @Test
  void outputsOfOneResultAreWrittenByOneRound() {
    assertThat(
            PlanningSession.text(
                p -> {
                  Bag<String> parsed = lines(p, "log").map(String::trim).named("parsed");
                  parsed
                      .filter(line -> line.startsWith("!"))
                      .named("errors")
                      .write(TextSink.to(new OutputFolder("errors")));
                  parsed
                      .filter(line -> !line.startsWith("!"))
                      .named("rest")
                      .write(TextSink.to(new OutputFolder("rest")));
                }))
        .isEqualTo(
            """
            round 1: parsed
              map    read text lines of log: parsed
              out    errors, then write errors
              out    rest, then write rest
            """);
  }

  @Test
  void aResultThatSeveralRoundsReadIsKept() {
    assertThat(
            PlanningSession.text(
                p -> {
                  KeyedBag<String, Long> counts = counts(lines(p, "words.txt"));
                  write(counts.values().distinct(), "numbers");
                  write(counts, "counts");
                }))
        .isEqualTo(
            """
            round 1: counts
              map    read text lines of words.txt: tokens
              sort   groupByKey by String into 4, combined
              reduce counts
              out    keep counts
              out    lines, then write counts
            round 2: lines
              map    reread counts: values, asKey
              sort   distinct by Long into 4, combined
              reduce distinct, distinct, lines
              out    write numbers
            """);
  }

  @Test
  void groupingByTheSameKeysAgainNeedsNoShuffle() {
    assertThat(
            PlanningSession.text(
                p ->
                    write(
                        counts(lines(p, "words.txt"))
                            .mapValues(n -> n)
                            .as(Codecs.TEXT, Codecs.LONG)
                            .named("same")
                            .groupByKey()
                            .aggregate(Aggregators.count()),
                        "")))
        .isEqualTo(
            """
            round 1: same
              map    read text lines of words.txt: tokens
              sort   groupByKey by String into 4, combined
              reduce counts, same
              out    keep same
            round 2: lines
              map    merge same by key: aggregate, lines
              out    write
            """);
  }

  @Test
  void otherPartitionsOrAnotherOrderNeedAShuffle() {
    String more =
        PlanningSession.text(
            p ->
                write(
                    counts(lines(p, "a"))
                        .groupByKey(Grouping.<String, Long>any().into(7))
                        .aggregate(Aggregators.count()),
                    ""));
    assertThat(more).contains("reread counts").contains("groupByKey by String into 7");
    String sorted =
        PlanningSession.text(p -> write(counts(lines(p, "a")).sortByKey(Orders.text()), ""));
    assertThat(sorted).contains("reread counts").contains("sort   sortByKey by String into 4");
  }

  @Test
  void aUnionBehindAShuffleReadsFiles() {
    assertThat(PlanningSession.text(p -> write(lines(p, "a").distinct().union(lines(p, "b")), "")))
        .isEqualTo(
            """
            round 1: distinct
              map    read text lines of a: asKey
              sort   distinct by String into 4, combined
              reduce distinct, distinct
              out    keep distinct
            round 2: lines
              map    reread distinct: lines
              map    read text lines of b: lines
              out    write
            """);
  }

  @Test
  void combinersCanBeLeftOut() {
    LogicalPlan plan = PlanningSession.plan(p -> write(counts(lines(p, "a")), ""));
    List<Round> rounds =
        RoundPlanner.plan(
            plan, PlanningSession.options().withConf("combiner", "false"), Map.of(), 1);
    assertThat(rounds.get(0).toString()).contains("into 4\n");
  }

  @Test
  void whatIsStoredIsNotComputedAgain() {
    LogicalPlan plan =
        PlanningSession.plan(
            p -> {
              KeyedBag<String, Long> counts = counts(lines(p, "words.txt")).reuse();
              write(counts, "");
            });
    List<Round> first = RoundPlanner.plan(plan, PlanningSession.options(), Map.of(), 1);
    Intermediate kept = ((RoundOutput.Kept) first.get(0).outputs().get(0)).data();
    List<Round> second =
        RoundPlanner.plan(plan, PlanningSession.options(), Map.of(kept.id(), kept), 2);
    assertThat(second).hasSize(1);
    assertThat(second.get(0).toString())
        .isEqualTo(
            """
            round 2: lines
              map    reread counts: lines
              out    write
            """);
  }

  @Test
  void plansOfManyStepsAreLinear() {
    List<Round> chain =
        PlanningSession.rounds(
            p -> {
              Bag<String> bag = lines(p, "a");
              for (int i = 0; i < 20_000; i++) {
                bag = bag.filter(line -> true);
              }
              write(bag, "");
            });
    assertThat(chain).hasSize(1);
    List<Round> doubled =
        PlanningSession.rounds(
            p -> {
              Bag<String> bag = lines(p, "a");
              for (int i = 0; i < 200; i++) {
                bag = bag.union(bag).filter(line -> true);
              }
              write(bag, "");
            });
    assertThat(doubled.stream().mapToInt(round -> round.inputs().size()).sum()).isLessThan(10_000);
  }

  @Test
  void aPlanOfManyRoundsIsLinear() {
    List<Round> rounds = PlanningSession.rounds(p -> pageRank(p, 1000));
    assertThat(rounds).hasSize(1001);
  }
}
