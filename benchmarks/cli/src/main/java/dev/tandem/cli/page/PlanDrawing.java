package dev.tandem.cli.page;

import dev.tandem.cli.plan.FoldedPlan;
import dev.tandem.cli.plan.FoldedPlan.Fold;
import dev.tandem.cli.text.Human;
import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.Explanation.Line;
import dev.tandem.contract.engine.Explanation.Unit;
import dev.tandem.contract.engine.RunReport;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Draws what each engine did: a column for each, a box for each round or stage, repeated ones once.
 */
final class PlanDrawing {
  private final Markup page;
  private final RunReport run;

  /** What units so far have kept. */
  private final Set<String> kept = new HashSet<>();

  private PlanDrawing(Markup page, RunReport run) {
    this.page = page;
    this.run = run;
  }

  static void draw(Markup page, List<RunReport> runs) {
    page.open("div", "class", "plans");
    runs.forEach(run -> new PlanDrawing(page, run).column());
    page.close().line();
  }

  private void column() {
    FoldedPlan plan = FoldedPlan.of(run.plan());
    page.open("section", "class", "plan " + Page.hue(run), "aria-label", "Plan of " + run.engine());
    page.open("h3").text(run.engine()).element("small", size()).close();
    boolean first = true;
    for (Fold fold : plan.folds()) {
      if (!first) {
        link(fold.units().get(0));
      }
      first = false;
      fold(fold);
    }
    page.close();
  }

  private String size() {
    List<Unit> units = run.plan().units();
    return units.isEmpty() ? "no plan" : Human.plural(units.size(), units.get(0).kind());
  }

  /** An arrow to a unit that reads what is above it; one that does not stands beside it. */
  private void link(Unit unit) {
    if (unit.lines().stream().noneMatch(this::readsFromAbove)) {
      page.element("p", "beside: reads no records from above", "class", "beside");
      return;
    }
    page.open("svg", "class", "arrow", "viewBox", "0 0 24 24", "aria-hidden", "true")
        .empty("path", "d", "M12 0v20 M6 14l6 8 6-8")
        .close();
  }

  /** Engines may say each time of what they keep that they keep it. */
  private boolean readsFromAbove(Line line) {
    return line.kind() == Kind.REREAD || line.kind() == Kind.KEEP && kept.contains(line.text());
  }

  private void fold(Fold fold) {
    int depth = page.depth();
    if (fold.times() > 1) {
      page.open("div", "class", "fold");
      page.open("p", "class", "times")
          .element("b", "× " + fold.times())
          .text(" " + fold.title() + ", all alike: drawn once, amounts summed")
          .close();
    }
    for (int i = 0; i < fold.units().size(); i++) {
      if (i > 0) {
        link(fold.units().get(i));
      }
      unit(fold.units().get(i), fold);
    }
    page.closeTo(depth);
  }

  private void unit(Unit unit, Fold fold) {
    List<Unit> measured = fold.repetitions(unit);
    page.open("div", "class", "unit");
    page.open("p", "class", "unit-name")
        .element("b", fold.times() > 1 ? "each " + unit.kind() : unit.kind() + " " + unit.number())
        .text(" " + name(measured))
        .close();
    page.open("ol");
    LineAmounts amounts = new LineAmounts(run, unit.lines(), measured);
    for (int i = 0; i < unit.lines().size(); i++) {
      if (unit.lines().get(i).kind() != Kind.LINEAGE) {
        line(unit.lines().get(i), amounts.at(i));
      }
    }
    unit.lines().stream()
        .filter(line -> line.kind() == Kind.KEEP)
        .map(Line::text)
        .forEach(kept::add);
    page.close();
    lineage(unit);
    page.close();
  }

  /** The lineage in the engine's own words: a box below the steps, since nothing of it is one. */
  private void lineage(Unit unit) {
    List<String> words =
        unit.lines().stream().filter(line -> line.kind() == Kind.LINEAGE).map(Line::text).toList();
    if (!words.isEmpty()) {
      page.open("div", "class", "lineage")
          .element("p", "lineage, as " + run.engine() + " prints it", "class", "kind")
          .element("pre", String.join("\n", words))
          .close();
    }
  }

  /**
   * The name of the first repetition, and of the last one if it differs: {@code ranks 1 … ranks 9}.
   */
  private static String name(List<Unit> repetitions) {
    String first = repetitions.get(0).name();
    String last = repetitions.get(repetitions.size() - 1).name();
    return first.equals(last) ? first : first + " … " + last;
  }

  private void line(Line line, String amount) {
    Icons.Icon icon = Icons.of(line);
    page.open(
        "li",
        "class",
        "line " + line.kind().name().toLowerCase(Locale.ROOT) + " on-" + icon.label());
    Icons.draw(page, icon);
    page.open("div")
        .element("span", Icons.word(line.kind()), "class", "kind")
        .text(" " + line.text());
    if (!line.why().isEmpty()) {
      page.element("span", line.why(), "class", "why");
    }
    if (!amount.isEmpty()) {
      page.element("span", amount, "class", "amount");
    }
    page.close().close();
  }
}
