package dev.tandem.contract.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.PlanPrinter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlowPipelineTest {
  private final PlanRecorder session = new PlanRecorder();
  private final FlowPipeline p = session.pipeline;
  private final Bag<String> lines = p.of(Codecs.TEXT, List.of("a b", "c")).named("lines");

  private String planOf(Bag<?> bag) {
    bag.write(new PlanRecorder.Nowhere(""));
    return PlanPrinter.print(p.pendingPlan());
  }

  private KeyedBag<String, Long> words() {
    return lines
        .mapToPair(String.class, Long.class, (line, out) -> out.emit(line, 1L))
        .named("words");
  }

  @Test
  void aggregateIsAGroupingAndACombination() {
    assertThat(planOf(words().groupByKey().aggregate(Aggregators.sumLong()).named("counts")))
        .isEqualTo(
            """
              2 Read          lines                  String                       2 values of the job
              4 ParallelDo    words                  String -> Long               from 2
              5 GroupByKey    groupByKey             String -> Long               from 4
              7 CombineValues counts                 String -> Long               from 5
              8 Write         write                  String -> Long               from 7
            """);
  }

  @Test
  void sortIsAGroupingByRange() {
    assertThat(planOf(lines.sort(Orders.text())))
        .isEqualTo(
            """
              2 Read          lines                  String                       2 values of the job
              3 ParallelDo    asKey                  String -> Unit               from 2
              4 GroupByKey    sort                   String -> Unit               from 3, by range, keys sorted
              5 ParallelDo    sort                   String                       from 4
              6 Write         write                  String                       from 5
            """);
  }

  @Test
  void aJoinIsAGroupingOfTwoInputs() {
    KeyedBag<String, Long> left = words().reuse();
    assertThat(planOf(left.join(left.mapValues(n -> n + 1))))
        .isEqualTo(
            """
              2 Read          lines                  String                       2 values of the job
              4 ParallelDo    words                  String -> Long               from 2, reused
              5 ParallelDo    mapValues              String -> Long               from 4, keeps keys
              6 GroupByKey    join                   String -> Long               from 4, 5
              7 ParallelDo    join                   String -> Pair<Long, Long>   from 6, keeps keys
              8 Write         write                  String -> Pair<Long, Long>   from 7
            """);
  }

  @Test
  void aSecondarySortIsPartOfTheGrouping() {
    Grouping<String, Long> grouping =
        Grouping.<String, Long>any().into(5).sortKeys(Orders.text()).sortValues(Orders.longs());
    assertThat(
            planOf(
                words()
                    .groupByKey(grouping)
                    .named("rows")
                    .flatMap(String.class, (key, values, out) -> out.emit(key))))
        .contains(
            "GroupByKey    rows                   String -> Long               from 4, 5 partitions, keys sorted, values sorted\n");
  }

  @Test
  void theAggregateOfAllHasASeedSoThatItExists() {
    assertThat(planOf(lines.aggregate(Aggregators.count())))
        .contains("no value", "union", "aggregate", "1 partitions");
  }

  @Test
  void verbsOnAKeyedBagSeePairs() {
    assertThat(planOf(words().map(pair -> pair.first()))).contains("ParallelDo    map ");
    assertThat(words().filter(pair -> pair.second() > 1)).isInstanceOf(KeyedBag.class);
  }

  @Test
  void keepingKeysIsKnown() {
    KeyBag<String, Long> words = (KeyBag<String, Long>) words();
    for (KeyedBag<String, ?> kept :
        List.of(
            words.mapValues(n -> n),
            words.flatMapValues(Long.class, (n, out) -> out.emit(n)),
            words.filter(pair -> true),
            words.groupByKey().flatMapValues(Long.class, (key, values, out) -> out.emit(1L)),
            words.subtractByKey(words))) {
      assertThat(((Operation.ParallelDo) ((KeyBag<?, ?>) kept).operation).keepsKeys()).isTrue();
    }
    assertThat(((Operation.ParallelDo) words.operation).keepsKeys()).isFalse();
  }

  @Test
  void differentCodecsOfKeysAreMadeAlike() {
    KeyedBag<String, Long> other = words().as(castKey(), Codecs.LONG);
    Bag<?> joined = words().join(other);
    assertThat(planOf(joined)).contains("Object -> Long");
  }

  @SuppressWarnings("unchecked")
  private static Codec<String> castKey() {
    return (Codec<String>) (Codec<?>) Codecs.dynamic();
  }

  @Test
  void keysThatCannotBeKeysAreRefusedWhenTheyAreGrouped() {
    KeyedBag<Map<?, ?>, Long> maps = lines.mapToPair(rawMap(), Codecs.LONG, (line, out) -> {});
    assertThatThrownBy(maps::groupByKey)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("groupByKey")
        .hasMessageContaining("cannot be a key");
  }

  @SuppressWarnings("unchecked")
  private static Codec<Map<?, ?>> rawMap() {
    return (Codec<Map<?, ?>>) (Codec<?>) Codecs.of(Map.class);
  }

  @Test
  void writesWaitForRunAndRunOnce() {
    lines.write(new PlanRecorder.Nowhere("one"));
    lines.map(line -> line).write(new PlanRecorder.Nowhere("two"));
    assertThat(session.plans).isEmpty();
    p.run();
    p.run();
    assertThat(session.plans).hasSize(1);
    assertThat(session.plans.get(0).writes())
        .extracting(Operation.Write::name)
        .containsExactly("write one", "write two");
    assertThat(p.pendingPlan().operations()).isEmpty();
  }

  @Test
  void actionsRunAtOnceAndLeavePendingWritesAlone() {
    Bag<Object> numbers = p.of(List.of(1, 2, 3));
    numbers.write(new PlanRecorder.Nowhere(""));
    assertThat(numbers.collect()).containsExactly(7);
    assertThat(numbers.take(3)).containsExactly(7);
    assertThat(numbers.take(0)).isEmpty();
    assertThat(numbers.count()).isEqualTo(7);
    assertThat(session.plans).hasSize(3).allSatisfy(plan -> assertThat(plan.writes()).hasSize(1));
    assertThat(p.pendingPlan().writes()).hasSize(1);
  }

  @Test
  void reuseIsKnownToLaterPlansUntilRelease() {
    Bag<String> kept = lines.map(line -> line).reuse();
    kept.count();
    kept.named("other name").count();
    kept.release();
    kept.release();
    kept.count();
    assertThat(session.plans)
        .extracting(LogicalPlan::reused)
        .extracting(Set::size)
        .containsExactly(1, 1, 0);
    assertThat(session.released).hasSize(1);
  }

  @Test
  void countersAreTheSameByNameAndDoNotCountOnTheDriver() {
    assertThat(p.counter("n")).isSameAs(p.counter("n")).isNotEqualTo(p.counter("m"));
    assertThatThrownBy(() -> p.counter("n").increment())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'n'");
  }

  @Test
  void aBroadcastIsASideInputOfTheStepsThatCaptureIt() {
    Broadcast<List<String>> stop = p.broadcast(List.of("a"));
    Bag<String> filtered = lines.filter(line -> !stop.value().contains(line));
    assertThat(planOf(filtered)).contains("filter", "1 broadcast");
    assertThat(((Operation.ParallelDo) ((PlainBag<?>) filtered).operation).sideInputs()).hasSize(1);
    assertThatThrownBy(() -> p.broadcast(new Thread()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Thread");
  }

  @Test
  void whatCannotBeSerialisedIsRefusedNamingTheVerb() {
    Thread thread = Thread.currentThread();
    assertThatThrownBy(() -> lines.map(line -> line + thread))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'map'")
        .hasMessageContaining("java.lang.Thread");
  }

  @Test
  void aStepThatCarriesMoreThanAMegabyteIsWarnedOfOnce() {
    byte[] small = new byte[FlowPipeline.LARGE_CLOSURE / 2];
    byte[] large = new byte[3 << 20];
    lines.map(line -> line + small.length).map(String::length).count();
    assertThat(session.warnings).isEmpty();
    Bag<String> mapped = lines.map(line -> line + large.length).named("mapped").reuse();
    mapped.count();
    mapped.count();
    assertThat(session.warnings)
        .hasSize(1)
        .first()
        .asString()
        .contains("'map'", "3.0 MB", "broadcast");
    Broadcast<byte[]> shipped = p.broadcast(large);
    lines.map(line -> line + shipped.value().length).count();
    lines.sort(Orders.by(line -> line + large.length, Orders.text()));
    assertThat(session.warnings).hasSize(2).last().asString().contains("'sort'");
  }

  @Test
  void aRunThatFailedFailsAgainEvenIfTheJobCaughtIt() {
    lines.write(new PlanRecorder.Nowhere(""));
    session.failure = new JobFailed("no");
    assertThatThrownBy(p::run).hasMessage("no");
    session.failure = null;
    assertThatThrownBy(p::run).as("define ends with a run").hasMessage("no");
    assertThat(session.plans).hasSize(1);
  }

  @Test
  void nullsInACollectionAreRefused() {
    assertThatThrownBy(() -> p.of(Arrays.asList(1, null))).isInstanceOf(NullPointerException.class);
  }

  @Test
  void codecsFollowWhatAFunctionReturns() {
    assertThat(planOf(lines.map(String::length))).contains("map                    Integer ");
    assertThat(planOf(lines.map(line -> (Object) line))).contains("map                    Object ");
    assertThat(planOf(lines.keyBy(line -> 1L))).contains("Long -> String");
    assertThat(planOf(lines.map(line -> new StringBuilder(line))))
        .contains("StringBuilder (no codec)");
  }
}
