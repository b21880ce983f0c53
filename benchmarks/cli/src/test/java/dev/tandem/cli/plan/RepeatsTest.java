package dev.tandem.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.page.FakeComparisons;
import dev.tandem.cli.plan.Repeats.Repeat;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.Explanation.Line;
import dev.tandem.contract.engine.Explanation.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  @Test
  void findsTheRepetitionThatCoversMost() {
    assertThat(Repeats.find(List.of("a", "b", "b", "b", "c"), 4))
        .containsExactly(new Repeat(0, 1, 1), new Repeat(1, 1, 3), new Repeat(4, 1, 1));
    assertThat(Repeats.find(List.of("x", "y", "x", "y", "x", "y", "x"), 4))
        .containsExactly(new Repeat(0, 2, 3), new Repeat(6, 1, 1));
    assertThat(Repeats.find(List.of("a", "a", "b", "a", "a", "b"), 4))
        .containsExactly(new Repeat(0, 3, 2));
    assertThat(Repeats.find(List.of(), 4)).isEmpty();
  }

  @Test
  void tenThousandEqualStepsAreOneLine() {
    List<Line> lines = java.util.Collections.nCopies(10_000, new Line(Kind.STEP, "map", ""));
    FoldedPlan plan =
        FoldedPlan.of(
            new Explanation(
                "rdd",
                List.of(new Unit("stage", 1, "s", lines), new Unit("stage", 2, "s", lines))));
    assertThat(plan.folds().get(0).units())
        .containsExactly(
            new Unit("stage", 1, "s", List.of(new Line(Kind.STEP, "map (x 10000)", ""))));
    assertThat(plan.folds().get(0).repetitions(plan.folds().get(0).units().get(0))).hasSize(2);
  }

  /** Numbers tell lines apart, not the rounds of a loop. */
  @Test
  void linesThatDifferInANumberAreNotFolded() {
    List<Line> lines =
        List.of(
            new Line(Kind.REREAD, "what was shuffled for matches, input 1", ""),
            new Line(Kind.REREAD, "what was shuffled for matches, input 2", ""),
            new Line(Kind.STEP, "top10", ""),
            new Line(Kind.STEP, "top20", ""));
    FoldedPlan plan =
        FoldedPlan.of(
            new Explanation(
                "rdd",
                List.of(new Unit("stage", 1, "s 1", lines), new Unit("stage", 2, "s 2", lines))));
    assertThat(plan.folds()).hasSize(1);
    assertThat(plan.folds().get(0).units().get(0).lines()).isEqualTo(lines);
  }

  @Test
  void aLoopOfTenRoundsIsDrawnOnce() {
    FoldedPlan rounds = FoldedPlan.of(FakeComparisons.pagerank().runs().get(0).plan());
    assertThat(rounds.folds()).hasSize(3);
    assertThat(rounds.folds().get(1).times()).isEqualTo(9);
    assertThat(rounds.folds().get(1).title()).isEqualTo("rounds 2-10");
    assertThat(rounds.folds().get(1).repetitions(rounds.folds().get(1).units().get(0))).hasSize(9);
  }
}
