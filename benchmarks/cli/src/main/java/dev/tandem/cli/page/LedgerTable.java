package dev.tandem.cli.page;

import dev.tandem.cli.docs.MeasureGuide;
import dev.tandem.cli.text.Human;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongFunction;

/** The ledger: every measure of every engine, exact, with what it means. */
final class LedgerTable {
  private final Markup page;
  private final List<RunReport> runs;
  private final boolean ratios;

  private LedgerTable(Markup page, List<RunReport> runs) {
    this.page = page;
    this.runs = runs;
    this.ratios = runs.size() == 2;
  }

  static void draw(Markup page, List<RunReport> runs, boolean times) {
    new LedgerTable(page, runs).table(times);
  }

  private void table(boolean times) {
    page.open("table");
    head();
    if (times) {
      page.open("tbody");
      row(
          "time",
          "From opening the run to its commit; a single run, so read it as a hint.",
          run -> OptionalLong.of(run.wallMillis()),
          Human::millis);
      page.close();
    }
    List<String> zeros = new ArrayList<>();
    MeasureGuide.GROUPS.forEach(group -> group(group, zeros));
    counters();
    page.close();
    if (!zeros.isEmpty()) {
      page.element("p", "Zero on every engine: " + String.join(", ", zeros) + ".", "class", "note");
    }
  }

  private void head() {
    page.open("thead").open("tr").element("th", "measure", "scope", "col");
    for (RunReport run : runs) {
      page.element("th", run.engine(), "scope", "col", "class", "figure " + Page.hue(run));
    }
    if (ratios) {
      page.element(
          "th",
          runs.get(0).engine() + " / " + runs.get(1).engine(),
          "scope",
          "col",
          "class",
          "figure");
    }
    page.close().close();
  }

  private void group(MeasureGuide.Group group, List<String> zeros) {
    List<Measure> shown = new ArrayList<>();
    for (Measure measure : group.measures()) {
      if (runs.stream().allMatch(run -> run.observes(measure) && run.get(measure) == 0)) {
        zeros.add(measure.label());
      } else {
        shown.add(measure);
      }
    }
    if (shown.isEmpty()) {
      return;
    }
    page.open("tbody").open("tr", "class", "group");
    page.element(
        "th",
        group.title(),
        "scope",
        "rowgroup",
        "colspan",
        Integer.toString(runs.size() + (ratios ? 2 : 1)));
    page.close();
    for (Measure measure : shown) {
      row(
          measure.label(),
          MeasureGuide.explain(measure),
          run -> run.observes(measure) ? OptionalLong.of(run.get(measure)) : OptionalLong.empty(),
          amount -> Amounts.print(measure, amount));
    }
    page.close().line();
  }

  private void row(
      String label,
      String meaning,
      Function<RunReport, OptionalLong> amount,
      LongFunction<String> print) {
    page.open("tr").open("th", "scope", "row");
    page.open("details").element("summary", label).element("p", meaning).close().close();
    List<OptionalLong> amounts = runs.stream().map(amount).toList();
    amounts.forEach(value -> cell(value, print));
    if (ratios) {
      OptionalLong left = amounts.get(0);
      OptionalLong right = amounts.get(1);
      boolean both = left.isPresent() && right.isPresent();
      String ratio = both ? Human.ratio(left.getAsLong(), right.getAsLong()) : "";
      page.element("td", ratio, "class", "figure ratio");
    }
    page.close();
  }

  private void cell(OptionalLong amount, LongFunction<String> print) {
    if (amount.isEmpty()) {
      page.element("td", Human.UNKNOWN, "class", "figure unknown");
      return;
    }
    long value = amount.getAsLong();
    page.element(
        "td",
        value == 0 ? "0" : print.apply(value),
        "title",
        Human.exact(value),
        "class",
        "figure");
  }

  private void counters() {
    TreeSet<String> names = new TreeSet<>();
    runs.forEach(run -> names.addAll(run.counters().keySet()));
    if (names.isEmpty()) {
      return;
    }
    page.open("tbody").open("tr", "class", "group");
    page.element(
        "th",
        "Counters of the job",
        "scope",
        "rowgroup",
        "colspan",
        Integer.toString(runs.size() + (ratios ? 2 : 1)));
    page.close();
    for (String name : names) {
      row(
          name,
          "A counter that the job's own functions increased.",
          run -> OptionalLong.of(run.counters().getOrDefault(name, 0L)),
          Human::count);
    }
    page.close();
  }
}
