package dev.tandem.cli.page;

import dev.tandem.cli.plan.FoldedPlan;
import dev.tandem.cli.plan.FoldedPlan.Fold;
import dev.tandem.cli.text.Human;
import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.Explanation.Line;
import dev.tandem.contract.engine.Explanation.Unit;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws what each engine did: a column for each, a box for each round or stage, repeated ones once.
 */
final class PlanDrawing {
  private final Markup page;
  private final Amounts amounts;

  private PlanDrawing(Markup page, RunReport run) {
    this.page = page;
    this.amounts = new Amounts(run);
  }

  static void draw(Markup page, List<RunReport> runs) {
    page.open("div", "class", "plans");
    runs.forEach(run -> new PlanDrawing(page, run).column(run));
    page.close().line();
  }

  private void column(RunReport run) {
    FoldedPlan plan = FoldedPlan.of(run.plan());
    page.open("section", "class", "plan " + Page.hue(run), "aria-label", "Plan of " + run.engine());
    page.open("h3").text(run.engine()).element("small", size(run)).close();
    boolean first = true;
    for (Fold fold : plan.folds()) {
      if (!first) {
        arrow();
      }
      first = false;
      fold(fold);
    }
    page.close();
  }

  private static String size(RunReport run) {
    List<Unit> units = run.plan().units();
    return units.isEmpty() ? "no plan" : Human.plural(units.size(), units.get(0).kind());
  }

  private void arrow() {
    page.open("svg", "class", "arrow", "viewBox", "0 0 24 24", "aria-hidden", "true")
        .empty("path", "d", "M12 0v20 M6 14l6 8 6-8")
        .close();
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
        arrow();
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
    for (int i = 0; i < unit.lines().size(); i++) {
      line(unit.lines(), i, measured);
    }
    page.close().close();
  }

  /**
   * The name of the first repetition, and of the last one if it differs: {@code ranks 1 … ranks 9}.
   */
  private static String name(List<Unit> repetitions) {
    String first = repetitions.get(0).name();
    String last = repetitions.get(repetitions.size() - 1).name();
    return first.equals(last) ? first : first + " … " + last;
  }

  private void line(List<Line> lines, int at, List<Unit> measured) {
    Line line = lines.get(at);
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
    boolean last =
        lines.subList(at + 1, lines.size()).stream()
            .noneMatch(later -> later.kind() == line.kind());
    boolean keeps = lines.stream().anyMatch(other -> other.kind() == Kind.KEEP);
    String amount = last ? measured(line.kind(), measured, keeps) : "";
    if (!amount.isEmpty()) {
      page.element("span", amount, "class", "amount");
    }
    page.close().close();
  }

  /**
   * What was measured for all lines of this kind; what was found in memory stands where the unit
   * keeps it, if it does.
   */
  private String measured(Kind kind, List<Unit> units, boolean keeps) {
    List<String> parts = new ArrayList<>();
    switch (kind) {
      case READ -> {
        add(parts, units, Measure.INPUT_RECORDS, " records");
        add(parts, units, Measure.INPUT_BYTES, "");
      }
      case REREAD -> {
        add(parts, units, Measure.REREAD_BYTES, " from files");
        if (!keeps) {
          add(parts, units, Measure.CACHE_HITS, " × found in memory");
        }
      }
      case SHUFFLE -> {
        add(parts, units, Measure.SHUFFLE_RECORDS, " records");
        add(parts, units, Measure.SHUFFLE_BYTES, " encoded");
        add(parts, units, Measure.SHUFFLE_HEAP_BYTES, " handed over (estimate)");
        add(parts, units, Measure.SPILLED_BYTES, " spilled to disk");
      }
      case KEEP -> {
        add(parts, units, Measure.MATERIALIZED_BYTES, " to files");
        add(parts, units, Measure.CACHED_BYTES, " put into memory (estimate)");
        add(parts, units, Measure.CACHE_HITS, " × found in memory");
      }
      case WRITE -> {
        add(parts, units, Measure.OUTPUT_RECORDS, " records");
        add(parts, units, Measure.OUTPUT_BYTES, "");
      }
      case STEP -> {
        return "";
      }
    }
    return String.join(" · ", parts);
  }

  private void add(List<String> parts, List<Unit> units, Measure measure, String suffix) {
    long amount = amounts.sum(units, measure);
    if (amount > 0) {
      parts.add(Amounts.print(measure, amount) + suffix);
    }
  }
}
