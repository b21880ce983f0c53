package dev.tandem.rdd.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.FlowPipeline;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.job.OutputFolder;
import dev.tandem.formats.TextSink;
import dev.tandem.rdd.RddEngine;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageExplainerTest {
  @TempDir Path folder;

  private final Numbers numbers = Numbers.of(4, 100);

  /** What every part of a job would do, evaluated one after the other. */
  @SafeVarargs
  private List<String> explain(Consumer<FlowPipeline> flow, Consumer<FlowPipeline>... further) {
    RunOptions options =
        RunOptions.defaults()
            .withMemory(8 << 20)
            .withNodes(1, 2)
            .withPartitions(3)
            .withScratch(folder.toString());
    try (Session session = new RddEngine().open("test", options)) {
      FlowPipeline p = new FlowPipeline(session, options);
      flow.accept(p);
      List<String> lines = lines(session.explain(p.pendingPlan()));
      for (Consumer<FlowPipeline> next : further) {
        next.accept(p);
        lines.addAll(lines(session.explain(p.pendingPlan())));
      }
      return lines;
    }
  }

  private static List<String> lines(Explanation explanation) {
    List<String> lines = new ArrayList<>();
    for (Explanation.Unit unit : explanation.units()) {
      lines.add(unit.kind() + " " + unit.number() + " " + unit.name());
      unit.lines()
          .forEach(
              line ->
                  lines.add(
                      line.kind()
                          + " "
                          + line.text()
                          + (line.why().isEmpty() ? "" : " | " + line.why())));
    }
    return lines;
  }

  private static TextSink sink() {
    return TextSink.to(new OutputFolder(""));
  }

  private KeyedBag<Long, Long> counts(FlowPipeline p) {
    return p.read(numbers).keyBy(n -> n % 10).groupByKey().aggregate(Aggregators.count());
  }

  @Test
  void aShuffleSaysWhyAndNothingIsRead() {
    assertThat(explain(p -> counts(p).named("counts").write(sink())))
        .containsExactly(
            "stage 1 counts",
            "READ read: 400 numbers",
            "STEP keyBy",
            "SHUFFLE groupByKey: by hash of Long, 3 partitions, folded by key before the shuffle"
                + " | records with the same key must meet, and nothing says that they already do;"
                + " Spark's would be a SortShuffleWriter: it folds before the shuffle",
            "stage 2 write",
            "REREAD what was shuffled for counts",
            "STEP groupByKey: merges accumulators by key in a hash table",
            "STEP counts | keys stay in their partitions",
            "WRITE write");
    assertThat(numbers.opened().count()).isZero();
  }

  @Test
  void aJoinInPlaceSaysWhyThereIsNoShuffle() {
    List<String> lines =
        explain(
            p -> {
              KeyedBag<Long, Long> counts = counts(p).named("counts").reuse();
              counts.join(counts.mapValues(n -> n + 1).named("more")).write(sink());
            });
    assertThat(lines)
        .contains(
            "KEEP counts in memory | the job uses it again",
            "STEP join: takes more where it is | no shuffle: it is already placed by hash of Long, 3 partitions")
        .noneMatch(line -> line.startsWith(Kind.SHUFFLE + " join"));
  }

  @Test
  void aSortByComparatorIsCalledSlow() {
    List<String> lines =
        explain(
            p ->
                p.read(numbers)
                    .keyBy(n -> n)
                    .groupByKey(
                        Grouping.<Long, Long>sorted(
                            Orders.by((Comparator<Long> & java.io.Serializable) Long::compare)))
                    .flatMapValues(Long.class, (key, values, out) -> out.emit(key))
                    .write(sink()));
    assertThat(lines)
        .contains("stage 1 sample for flatMapValues")
        .anyMatch(line -> line.contains("the slow path"));
  }

  @Test
  void whatAnEarlierStageKeepsIsReadFromMemory() {
    List<String> lines =
        explain(
            p -> {
              KeyedBag<Long, Long> counts = counts(p).named("counts").reuse();
              counts.write(sink());
              counts.mapValues(n -> n + 1).named("more").write(sink());
            });
    assertThat(lines)
        .endsWith(
            "stage 3 write",
            "REREAD counts from memory",
            "STEP more | keys stay in their partitions",
            "WRITE write");
  }

  @Test
  void whatAnEarlierPlanKeepsIsReadFromMemory() {
    List<KeyedBag<Long, Long>> counts = new ArrayList<>();
    List<String> lines =
        explain(
            p -> {
              counts.add(counts(p).named("counts").reuse());
              counts.get(0).write(sink());
            },
            p -> counts.get(0).mapValues(n -> n + 1).named("more").write(sink()));
    // the pending plan still has the first write
    assertThat(lines.subList(lines.lastIndexOf("REREAD counts from memory") - 1, lines.size()))
        .containsExactly(
            "stage 3 write",
            "REREAD counts from memory",
            "STEP more | keys stay in their partitions",
            "WRITE write");
    assertThat(lines.stream().filter(line -> line.startsWith(Kind.READ + " "))).hasSize(1);
  }
}
