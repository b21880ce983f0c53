package dev.tandem.cli.plan;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Explanation.Line;
import dev.tandem.contract.engine.Explanation.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan in which consecutive units of the same shape, or groups of up to {@value #LONGEST} units
 * that repeat, are shown once: what a loop of the job leaves behind.
 *
 * @param engine the name of the engine
 * @param folds in the order in which they run
 */
public record FoldedPlan(String engine, List<Fold> folds) {
  private static final int LONGEST = 6;

  /** Copies the list. */
  public FoldedPlan {
    folds = List.copyOf(folds);
  }

  /**
   * Units that run {@code times} times.
   *
   * @param units the first repetition
   * @param all the units of all repetitions
   * @param times at least 1
   */
  public record Fold(List<Unit> units, List<Unit> all, int times) {
    /** {@code round 1}, {@code rounds 2-11}. */
    public String title() {
      return range(all);
    }

    /** The numbers of all repetitions of one of {@link #units}. */
    public List<Unit> repetitions(Unit unit) {
      List<Unit> same = new ArrayList<>();
      for (int i = units.indexOf(unit); i < all.size(); i += units.size()) {
        same.add(all.get(i));
      }
      return same;
    }

    private static String range(List<Unit> units) {
      Unit first = units.get(0);
      Unit last = units.get(units.size() - 1);
      return units.size() == 1
          ? first.kind() + " " + first.number()
          : first.kind() + "s " + first.number() + "-" + last.number();
    }
  }

  /** Folds a plan: at each place the repetition that covers most units. */
  public static FoldedPlan of(Explanation plan) {
    List<Unit> units = plan.units();
    List<Fold> folds = new ArrayList<>();
    for (Repeats.Repeat repeat :
        Repeats.find(units.stream().map(FoldedPlan::shape).toList(), LONGEST)) {
      List<Unit> once =
          units.subList(repeat.start(), repeat.start() + repeat.length()).stream()
              .map(FoldedPlan::foldLines)
              .toList();
      folds.add(new Fold(once, units.subList(repeat.start(), repeat.end()), repeat.times()));
    }
    return new FoldedPlan(plan.engine(), folds);
  }

  /**
   * A unit in which equal lines that follow each other are one: ten thousand steps fit on a page.
   */
  private static Unit foldLines(Unit unit) {
    List<Line> folded = new ArrayList<>();
    for (Repeats.Repeat repeat :
        Repeats.find(unit.lines().stream().map(Line::toString).toList(), 1)) {
      Line line = unit.lines().get(repeat.start());
      String times = repeat.times() > 1 ? " (x " + repeat.times() + ")" : "";
      folded.add(new Line(line.kind(), line.text() + times, line.why()));
    }
    return new Unit(unit.kind(), unit.number(), unit.name(), folded);
  }

  /** What two units must have in common to be of the same shape: everything but the numbers. */
  private static String shape(Unit unit) {
    StringBuilder shape = new StringBuilder(unit.kind()).append(' ').append(unit.name());
    for (Line line : unit.lines()) {
      shape.append('\n').append(line.kind()).append(' ').append(line.text());
    }
    return Repeats.turn(shape.toString());
  }
}
