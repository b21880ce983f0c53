package dev.tandem.cli.page;

import dev.tandem.cli.text.Human;
import dev.tandem.contract.engine.Explanation.Unit;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.UnitReport;
import java.util.List;

/** Finds what was measured for the units of a plan. */
final class Amounts {
  private final RunReport run;

  Amounts(RunReport run) {
    this.run = run;
  }

  /** The sum of a measure over the phases of some units. */
  long sum(List<Unit> units, Measure measure) {
    return units.stream().mapToLong(unit -> of(unit, measure)).sum();
  }

  private long of(Unit unit, Measure measure) {
    return run.units().stream()
        .filter(report -> belongs(report, unit))
        .mapToLong(report -> report.ledger().getOrDefault(measure, 0L))
        .sum();
  }

  /** {@code round 1 map: counts} belongs to round 1, and not to round 11. */
  private static boolean belongs(UnitReport report, Unit unit) {
    String start = unit.kind() + " " + unit.number();
    String name = report.name();
    return name.startsWith(start)
        && (name.length() == start.length() || !Character.isDigit(name.charAt(start.length())));
  }

  /** An amount in its unit. */
  static String print(Measure measure, long amount) {
    return measure.unit() == Measure.Unit.BYTES ? Human.bytes(amount) : Human.count(amount);
  }
}
