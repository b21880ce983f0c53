package dev.tandem.cli.explain;

import dev.tandem.cli.plan.FoldedPlan;
import dev.tandem.cli.plan.FoldedPlan.Fold;
import dev.tandem.cli.plan.Repeats;
import dev.tandem.cli.plan.Repeats.Repeat;
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
import java.util.List;
import java.util.Locale;

/**
 * Plans for a terminal: the logical plan, then what each engine makes of it, side by side where
 * there is room.
 */
public final class ExplainText {
  private static final int NARROWEST = 46;
  private static final int WIDEST = 74;
  private static final String GAP = " │ ";
  private static final int LABEL = 9;
  private static final int SHORT = 3;
  private static final int LONGEST_LOOP = 16;

  private ExplainText() {}

  /** The logical plans; what a loop repeats stands there once, with how often. */
  public static String logical(JobPlans plans) {
    List<List<String>> shapes = plans.plans().stream().map(ExplainText::shapes).toList();
    StringBuilder out = new StringBuilder();
    for (Repeat repeat :
        Repeats.find(shapes.stream().map(Object::toString).toList(), LONGEST_LOOP)) {
      for (int i = repeat.start(); i < repeat.start() + repeat.length(); i++) {
        if (plans.plans().size() > 1) {
          out.append("evaluation ")
              .append(i + 1)
              .append(repeat.times() > 1 ? ", x " + repeat.times() : "")
              .append('\n');
        }
        logical(PlanPrinter.print(plans.plans().get(i)).lines().toList(), shapes.get(i), out);
      }
    }
    return out.toString();
  }

  private static void logical(List<String> lines, List<String> shapes, StringBuilder out) {
    for (Repeat repeat : Repeats.find(shapes, LONGEST_LOOP)) {
      boolean folded = repeat.times() > 1 && repeat.times() * repeat.length() > SHORT;
      int shown = folded ? repeat.start() + repeat.length() : repeat.end();
      for (String line : lines.subList(repeat.start(), shown)) {
        out.append(folded ? "| " : "  ").append(Plain.columns(line)).append('\n');
      }
      if (folded) {
        out.append("|     x ")
            .append(repeat.times())
            .append(": the same ")
            .append(Human.plural(repeat.length(), "operation"))
            .append(" again, up to ")
            .append(lines.get(repeat.end() - 1).strip().replaceAll("(?s)\\D.*", ""))
            .append('\n');
      }
    }
  }

  /** What operations of two turns of a loop have in common: kind, name and type. */
  private static List<String> shapes(LogicalPlan plan) {
    return plan.operations().stream()
        .map(
            operation ->
                Repeats.turn(
                    operation.getClass().getSimpleName()
                        + " "
                        + operation.name()
                        + " "
                        + operation.shape().describe()))
        .toList();
  }

  /** What the engines do, in columns if they fit, else one below the other. */
  public static String engines(List<Explanation> plans, int columns) {
    int width = Math.min(WIDEST, (columns - GAP.length() * (plans.size() - 1)) / plans.size());
    boolean beside = width >= NARROWEST;
    int room = beside ? width : Math.min(columns, 2 * WIDEST);
    List<List<String>> texts =
        plans.stream().map(plan -> engine(FoldedPlan.of(plan), room)).toList();
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
        unit(unit, fold.times() > 1, width - indent.length())
            .forEach(line -> lines.add(indent + line));
      }
    }
    return lines;
  }

  private static List<String> unit(Unit unit, boolean repeated, int width) {
    String number = repeated ? "" : " " + unit.number();
    List<String> lines =
        new ArrayList<>(Wrap.hanging(unit.kind() + number + ": ", Plain.line(unit.name()), width));
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
      case LINEAGE -> "lineage";
    };
  }

  private static String padded(String label) {
    return label + " ".repeat(LABEL + 2 - label.length());
  }
}
