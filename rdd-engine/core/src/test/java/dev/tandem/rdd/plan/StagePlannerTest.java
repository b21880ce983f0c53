package dev.tandem.rdd.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.rdd.lineage.CoGroupedRdd;
import dev.tandem.rdd.lineage.GroupingRdd;
import dev.tandem.rdd.lineage.Lineage;
import dev.tandem.rdd.lineage.LineagePrinter;
import dev.tandem.rdd.lineage.RddNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is cut where: plans are made and never run. */
class StagePlannerTest {
  private final PlannedStages planned = new PlannedStages(RunOptions.defaults().withPartitions(3));
  private final Pipeline p = planned.pipeline();

  private KeyedBag<String, Long> pairs(int splits) {
    return PlannedStages.unreadable(p, splits)
        .mapToPair(String.class, Long.class, (line, out) -> out.emit(line, 1L));
  }

  private KeyedBag<String, Long> counts(int splits) {
    return pairs(splits).groupByKey().aggregate(Aggregators.sumLong());
  }

  @Test
  void aMapOnlyJobIsOneStage() {
    PlannedStages.unreadable(p, 4).map(String::length).collect();
    assertThat(planned.names()).containsExactly("collect 4");
  }

  @Test
  void wordCountIsTwoStagesWithATaskForEachSplitAndEachPartition() {
    counts(5).collect();
    assertThat(planned.names()).containsExactly("aggregate 5", "collect 3");
  }

  @Test
  void aJoinOfTwoUnplacedBagsIsThreeStages() {
    pairs(4).join(pairs(5)).collect();
    assertThat(planned.names()).containsExactly("join 4", "join 5", "collect 3");
  }

  @Test
  void aJoinOfBagsThatArePlacedAlikeShufflesNothing() {
    counts(4).join(counts(5)).collect();
    assertThat(planned.names()).containsExactly("aggregate 4", "aggregate 5", "collect 3");
    RddNode joined = planned.last().get(2).rdd().parents().get(0);
    assertThat(joined).isInstanceOf(CoGroupedRdd.class);
    assertThat(((GroupingRdd) joined).shuffles()).isEmpty();
  }

  @Test
  void aJoinShufflesOnlyTheSideThatIsNotPlaced() {
    counts(4).join(pairs(5)).collect();
    assertThat(planned.names()).containsExactly("aggregate 4", "join 5", "collect 3");
  }

  @Test
  void stepsThatKeepKeysKeepThePlace() {
    counts(4)
        .filter(pair -> pair.second() > 1)
        .mapValues(n -> n + 1)
        .groupByKey()
        .aggregate(Aggregators.sumLong())
        .collect();
    assertThat(planned.names()).containsExactly("mapValues 4", "collect 3");
  }

  @Test
  void stepsThatMayChangeKeysLoseThePlace() {
    counts(4)
        .mapToPair(String.class, Long.class, (pair, out) -> out.emit(pair.first(), 1L))
        .groupByKey()
        .aggregate(Aggregators.sumLong())
        .collect();
    assertThat(planned.names()).containsExactly("mapToPair 4", "aggregate 3", "collect 3");
  }

  @Test
  void anotherNumberOfPartitionsIsAnotherPlace() {
    counts(4)
        .groupByKey(Grouping.<String, Long>any().into(2))
        .aggregate(Aggregators.sumLong())
        .collect();
    assertThat(planned.names()).containsExactly("aggregate 4", "aggregate 3", "collect 2");
  }

  @Test
  void equalPartitionersPlaceAlikeAndOtherOnesDoNot() {
    Grouping<String, Long> first = Grouping.<String, Long>any().by(new ByLength(1));
    Grouping<String, Long> same = Grouping.<String, Long>any().by(new ByLength(1));
    Grouping<String, Long> other = Grouping.<String, Long>any().by(new ByLength(2));
    KeyedBag<String, Long> placed = pairs(4).groupByKey(first).aggregate(Aggregators.sumLong());
    placed.groupByKey(same).aggregate(Aggregators.sumLong()).collect();
    assertThat(planned.names()).containsExactly("aggregate 4", "collect 3");
    placed.groupByKey(other).aggregate(Aggregators.sumLong()).collect();
    assertThat(planned.names()).containsExactly("aggregate 4", "aggregate 3", "collect 3");
  }

  private record ByLength(int factor) implements dev.tandem.contract.flow.Partitioner<String> {
    @Override
    public int partition(String key, int partitions) {
      return key.length() * factor % partitions;
    }
  }

  @Test
  void aSortIsSampledFirst() {
    PlannedStages.unreadable(p, 4).sort(Orders.text()).collect();
    assertThat(planned.names()).containsExactly("sample for sort 4", "sort 4", "collect 3");
  }

  @Test
  void twoSortsNeverCountAsPlacedAlike() {
    pairs(4).sortByKey(Orders.text()).sortByKey(Orders.text()).collect();
    assertThat(planned.names())
        .containsExactly(
            "sample for sortByKey 4",
            "sortByKey 4",
            "sample for sortByKey 3",
            "sortByKey 3",
            "collect 3");
  }

  @Test
  void tenIterationsOfPageRankShuffleOnceEach() {
    KeyedBag<String, List<String>> links =
        PlannedStages.unreadable(p, 4)
            .mapToPair(String.class, String.class, (line, out) -> out.emit(line, line))
            .groupByKey()
            .aggregate(Aggregators.toList(dev.tandem.contract.io.Codecs.TEXT))
            .named("links")
            .reuse();
    KeyedBag<String, Double> ranks = links.mapValues(targets -> 1.0);
    for (int i = 0; i < 10; i++) {
      ranks =
          links
              .join(ranks)
              .mapToPair(
                  String.class,
                  Double.class,
                  (pair, out) -> out.emit(pair.first(), pair.second().second()))
              .groupByKey()
              .aggregate(Aggregators.sumDouble())
              .named("ranks " + i);
    }
    ranks.collect();
    assertThat(planned.last()).hasSize(12);
    assertThat(planned.names()).startsWith("links 4").endsWith("collect 3");
  }

  @Test
  void aSecondActionFindsTheSameStages() {
    KeyedBag<String, Long> counts = counts(4);
    counts.collect();
    List<Stage> first = planned.last();
    counts.count();
    assertThat(planned.last().get(0)).isEqualTo(first.get(0));
    assertThat(planned.last().get(1).rdd()).isSameAs(first.get(1).rdd());
    assertThat(planned.last().get(1).number()).isEqualTo(3);
  }

  @Test
  void whatTwoConsumersNeedIsShuffledOnce() {
    KeyedBag<String, Long> counts = counts(4);
    counts.keys().union(counts.keys()).collect();
    assertThat(planned.names()).containsExactly("aggregate 4", "collect 6");
  }

  @Test
  void withoutTheCombinerNothingIsFoldedBeforeTheShuffle() {
    PlannedStages plain =
        new PlannedStages(RunOptions.defaults().withPartitions(3).withConf("combiner", "false"));
    PlannedStages.unreadable(plain.pipeline(), 2)
        .keyBy(String::length)
        .groupByKey()
        .aggregate(Aggregators.count())
        .collect();
    counts(2).collect();
    assertThat(((Stage.Shuffle) plain.last().get(0).ending()).dependency().grouping().combines())
        .isFalse();
    assertThat(((Stage.Shuffle) planned.last().get(0).ending()).dependency().grouping().combines())
        .isTrue();
  }

  @Test
  void lineagesOfTenThousandStepsAndOfDiamondsArePlannedInALoop() {
    Bag<String> bag = PlannedStages.unreadable(p, 2);
    for (int i = 0; i < 10_000; i++) {
      bag = bag.map(line -> line);
    }
    bag.collect();
    assertThat(planned.names()).containsExactly("collect 2");
    KeyedBag<String, Long> diamond = counts(2);
    for (int i = 0; i < 300; i++) {
      diamond = diamond.mapValues(n -> n + 1).join(diamond).mapValues(pair -> pair.first());
    }
    diamond.collect();
    assertThat(planned.names()).containsExactly("aggregate 2", "collect 3");
    assertThat(Lineage.hasShuffle(planned.last().get(1).rdd())).isTrue();
  }

  @Test
  void aLineageIsPrintedInTheShapeOfSpark() {
    counts(12).named("counts").collect();
    RddNode last = planned.last().get(1).rdd();
    assertThat(LineagePrinter.print(last, rdd -> rdd == last))
        .isEqualTo(
            """
            (3) StepRdd[5] counts [kept]
             |  ShuffledRdd[3] groupByKey
             +-(12) StepRdd[2] mapToPair
                |   SourceRdd[1] read
            """);
  }

  @Test
  void aPrintedJoinShowsBothSidesAndRepeatsNothing() {
    KeyedBag<String, Long> counts = counts(2);
    counts.join(counts).collect();
    RddNode last = planned.last().get(1).rdd();
    assertThat(LineagePrinter.print(last, rdd -> false))
        .isEqualTo(
            """
            (3) StepRdd[6] join
             |  CoGroupedRdd[5] join
             |  StepRdd[4] aggregate
             |  ShuffledRdd[3] groupByKey
             +-(2) StepRdd[2] mapToPair
                |  SourceRdd[1] read
             |  StepRdd[4] aggregate (see above)
            """);
  }
}
