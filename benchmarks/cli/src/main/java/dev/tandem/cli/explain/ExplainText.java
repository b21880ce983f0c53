package dev.tandem.cli.explain;

import dev.tandem.cli.plan.FoldedPlan;
import dev.tandem.cli.plan.FoldedPlan.Fold;
import dev.tandem.cli.text.Human;
import dev.tandem.cli.text.Plain;
import dev.tandem.cli.text.Wrap;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.Explanation.Line;
import dev.tandem.contract.engine.Explanation.Unit;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.PlanPrinter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Plans for a terminal: the logical plan, then what each engine makes of it, side by side where there is room. */
public final class ExplainText {
  private static final int NARROWEST = 46;
  private static final int WIDEST = 74;
  private static final String GAP = " │ ";
  private static final int LABEL = 9;

  private ExplainText() {}

  /** The logical plans; those that repeat (but for numbers) once, with their number. */
  public static String logical(JobPlans plans) {
    Map<String, String> first = new LinkedHashMap<>();
    Map<String, Integer> times = new LinkedHashMap<>();
    for (LogicalPlan plan : plans.plans()) {
      String shape = shape(plan);
      first.putIfAbsent(shape, PlanPrinter.print(plan));
      times.merge(shape, 1, Integer::sum);
    }
    StringBuilder out = new StringBuilder();
    int number = 1;
    for (Map.Entry<String, String> plan : first.entrySet()) {
      int n = times.get(plan.getKey());
      if (plans.plans().size() > 1) {
        out.append("evaluation ").append(number++).append(n > 1 ? ", x " + n : "").append('\n');
      }
      plan.getValue().lines().forEach(line -> out.append(Plain.columns(line)).append('\n'));
    }
    return out.toString();
  }

  /** What two plans of one loop have in common: the kinds and names of their operations. */
  private static String shape(LogicalPlan plan) {
    StringBuilder shape = new StringBuilder();
    plan.operations().forEach(operation -> shape.append(operation.getClass().getSimpleName()).append(' ').append(operation.name()).append('\n'));
    return shape.toString().replaceAll("[0-9]+", "#");
  }

  /** What the engines do, in columns if they fit, else one below the other. */
  public static String engines(List<Explanation> plans, int columns) {
    int width = Math.min(WIDEST, (columns - GAP.length() * (plans.size() - 1)) / plans.size());
    boolean beside = width >= NARROWEST;
    int room = beside ? width : Math.min(columns, 2 * WIDEST);
    List<List<String>> texts = plans.stream().map(plan -> engine(FoldedPlan.of(plan), room)).toList();
    return beside
        ? Wrap.sideBySide(texts, width, GAP)
        : String.join("\n", texts.stream().map(lines -> String.join("\n", lines) + "\n").toList());
  }

  private static List<String> engine(FoldedPlan plan, int width) {
    List<String> lines = new ArrayList<>();
    List<Unit> all = plan.folds().stream().flatMap(fold -> fold.all().stream()).toList();
    String size = all.isEmpty() ? "nothing to do" : Human.plural(all.size(), all.get(0).kind());
    lines.add(plan.engine().toUpperCase(Locale.ROOT) + ": " + size);
    for (Fold fold : plan.folds()) {
      lines.add("");
      if (fold.times() > 1) {
        lines.add(fold.title() + ": x " + fold.times());
      }
      String indent = fold.times() > 1 ? "| " : "";
      for (Unit unit : fold.units()) {
        unit(unit, fold.times() > 1, width - indent.length()).forEach(line -> lines.add(indent + line));
      }
    }
    return lines;
  }

  private static List<String> unit(Unit unit, boolean repeated, int width) {
    String number = repeated ? "" : " " + unit.number();
    List<String> lines = new ArrayList<>(Wrap.hanging(unit.kind() + number + ": ", Plain.line(unit.name()), width));
    for (Line line : unit.lines()) {
      lines.addAll(Wrap.hanging(padded("  " + word(line.kind())), Plain.line(line.text()), width));
      if (!line.why().isEmpty()) {
        lines.addAll(Wrap.hanging(padded(""), "why: " + Plain.line(line.why()), width));
      }
    }
    return lines;
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case READ -> "read";
      case REREAD -> "REREAD";
      case STEP -> "step";
      case SHUFFLE -> "SHUFFLE";
      case KEEP -> "KEEP";
      case WRITE -> "write";
    };
  }

  private static String padded(String label) {
    return label + " ".repeat(LABEL + 2 - label.length());
  }
}
