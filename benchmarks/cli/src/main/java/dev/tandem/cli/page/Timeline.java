package dev.tandem.cli.page;

import static dev.tandem.cli.page.Markup.at;

import dev.tandem.cli.text.Human;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.engine.RunReport.UnitReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws who worked when: a row for each slot of each node, a bar for each attempt of a task. All
 * engines share one time scale.
 */
final class Timeline {
  private static final double WIDTH = 1200;
  private static final double LEFT = 96;
  private static final double RIGHT = 24;
  private static final double ROW = 22;
  private static final double TOP = 34;
  private static final double BOTTOM = 26;
  private static final double CHARACTER = 6.8;
  private static final String START_UP = "start-up";
  private static final int MOST_BARS = 4000;

  private final Markup page;
  private final RunReport run;
  private final long longest;
  private final Map<String, Integer> rows = new TreeMap<>();

  private Timeline(Markup page, RunReport run, long longest) {
    this.page = page;
    this.run = run;
    this.longest = longest;
  }

  static void draw(Markup page, List<RunReport> runs) {
    long longest = runs.stream().mapToLong(Timeline::end).max().orElse(1);
    runs.forEach(run -> new Timeline(page, run, Math.max(1, longest)).engine());
  }

  /** Whether an attempt is drawn that was not committed. */
  static boolean hasFailures(List<RunReport> runs) {
    return runs.stream()
        .flatMap(run -> run.units().stream())
        .flatMap(unit -> unit.tasks().stream())
        .anyMatch(task -> !task.succeeded());
  }

  private static long end(RunReport run) {
    long tasks =
        run.units().stream()
            .flatMap(unit -> unit.tasks().stream())
            .mapToLong(TaskReport::endMillis)
            .max()
            .orElse(0);
    return Math.max(run.wallMillis(), tasks);
  }

  private void engine() {
    run.units().stream()
        .flatMap(unit -> unit.tasks().stream())
        .forEach(task -> rows.put(row(task), 0));
    int y = 0;
    for (Map.Entry<String, Integer> row : rows.entrySet()) {
      row.setValue(y++);
    }
    double height = TOP + rows.size() * ROW + BOTTOM;
    page.open("figure", "class", Page.hue(run));
    page.open("figcaption")
        .element("b", run.engine())
        .text(" " + Human.millis(run.wallMillis()))
        .close();
    page.open(
        "svg",
        "class",
        "timeline",
        "viewBox",
        "0 0 " + at(WIDTH) + " " + at(height),
        "role",
        "img",
        "aria-label",
        "Timeline of "
            + run.engine()
            + ": "
            + Human.plural(run.units().size(), "phase")
            + " in "
            + Human.millis(run.wallMillis()));
    axis(height);
    rows.forEach((name, number) -> slot(name, number));
    startUp();
    units();
    int left = tasks();
    page.close();
    if (left > 0) {
      page.element(
          "p", "The " + Human.exact(left) + " shortest attempts are not drawn.", "class", "note");
    }
    page.close().line();
  }

  /** Sorts as numbers do. */
  private static String row(TaskReport task) {
    return String.format(Locale.ROOT, "%05d %05d", task.node(), task.slot());
  }

  private double x(long millis) {
    return LEFT + (WIDTH - LEFT - RIGHT) * millis / longest;
  }

  private void axis(double height) {
    long step = step(longest);
    for (long tick = 0; tick <= longest; tick += step) {
      page.empty(
          "path",
          "class",
          "grid",
          "d",
          "M" + at(x(tick)) + " " + at(TOP - 4) + "V" + at(height - BOTTOM + 4));
      page.element(
          "text",
          tick == 0 ? "0" : Human.millis(tick),
          "class",
          "tick",
          "x",
          at(x(tick)),
          "y",
          at(height - 7),
          "text-anchor",
          tick == 0 ? "start" : "middle");
    }
    page.empty(
        "path",
        "class",
        "end",
        "d",
        "M" + at(x(run.wallMillis())) + " " + at(TOP - 4) + "V" + at(height - BOTTOM + 4));
  }

  /** 1, 2 or 5 times a power of ten, so that there are at most eight steps. */
  static long step(long longest) {
    long power = 1;
    while (true) {
      for (int factor : new int[] {1, 2, 5}) {
        if (longest / (factor * power) <= 8) {
          return factor * power;
        }
      }
      power *= 10;
    }
  }

  private void slot(String name, int number) {
    int node = Integer.parseInt(name.substring(0, 5));
    int slot = Integer.parseInt(name.substring(6));
    double y = TOP + number * ROW;
    page.empty(
        "rect",
        "class",
        "lane",
        "x",
        at(LEFT),
        "y",
        at(y + 1),
        "width",
        at(WIDTH - LEFT - RIGHT),
        "height",
        at(ROW - 2));
    page.element(
        "text",
        "node " + node + " slot " + slot,
        "class",
        "lane-name",
        "x",
        "0",
        "y",
        at(y + ROW - 7));
  }

  /** What is empty on the left: the job is defined and planned, and no task runs yet. */
  private void startUp() {
    long first = run.units().stream().mapToLong(UnitReport::startMillis).min().orElse(0);
    if (x(first) - LEFT > CHARACTER * START_UP.length() + 4) {
      page.element("text", START_UP, "class", "tick", "x", at(LEFT + 2), "y", at(TOP - 15));
    }
  }

  private void units() {
    double free = 0;
    for (UnitReport unit : run.units()) {
      double from = x(unit.startMillis());
      double to = Math.max(from + 1, x(unit.endMillis()));
      page.open("g", "class", "span").element("title", describe(unit));
      page.empty(
          "path",
          "d",
          "M" + at(from) + " " + at(TOP - 4) + "v-6H" + at(to) + "v6",
          "class",
          "bracket");
      String label = label(unit, to - Math.max(from, free));
      if (!label.isEmpty()) {
        double start = Math.max(from, free);
        page.element("text", label, "class", "unit-label", "x", at(start + 2), "y", at(TOP - 15));
        free = start + 3 + CHARACTER * label.length();
      }
      page.close();
    }
  }

  private static String describe(UnitReport unit) {
    return unit.name()
        + ": "
        + Human.plural(unit.tasks().size(), "attempt")
        + ", "
        + Human.millis(unit.startMillis())
        + " to "
        + Human.millis(unit.endMillis());
  }

  /** As much of the name as fits into a width. */
  private static String label(UnitReport unit, double width) {
    String name = unit.name();
    int colon = name.indexOf(':');
    String[] choices = {
      name, colon > 0 ? name.substring(0, colon) : name, name.replaceAll("^\\D*(\\d+).*$", "$1")
    };
    for (String choice : choices) {
      if (choice.length() * CHARACTER + 3 <= width) {
        return choice;
      }
    }
    return "";
  }

  private record Bar(UnitReport unit, TaskReport task) {
    long length() {
      return task.endMillis() - task.startMillis();
    }
  }

  /** Returns how many bars were left out. */
  private int tasks() {
    List<Bar> bars = new ArrayList<>();
    run.units().forEach(unit -> unit.tasks().forEach(task -> bars.add(new Bar(unit, task))));
    int all = bars.size();
    if (all > MOST_BARS) {
      bars.sort((a, b) -> Long.compare(b.length(), a.length()));
      bars.subList(MOST_BARS, all).clear();
    }
    bars.forEach(this::bar);
    return all - bars.size();
  }

  private void bar(Bar bar) {
    TaskReport task = bar.task();
    double from = x(task.startMillis());
    double width = Math.max(1.5, x(task.endMillis()) - from - 0.5);
    String title =
        bar.unit().name()
            + ", task "
            + task.task()
            + ", attempt "
            + task.attempt()
            + ": "
            + Human.millis(bar.length())
            + (task.succeeded() ? "" : task.failed() ? ", failed" : ", dropped");
    page.open(
            "rect",
            "class",
            "task " + (task.succeeded() ? shade(bar.unit()) : "failed"),
            "x",
            at(from),
            "y",
            at(TOP + rows.get(row(task)) * ROW + 3),
            "width",
            at(width),
            "height",
            at(ROW - 6),
            "rx",
            "2")
        .element("title", title)
        .close();
  }

  /** Map phases and odd stages are light, reduce phases and even stages are dark. */
  private static String shade(UnitReport unit) {
    String name = unit.name();
    String digits = name.replaceAll("^\\D*(\\d*).*$", "$1");
    boolean even = !digits.isEmpty() && (digits.charAt(digits.length() - 1) - '0') % 2 == 0;
    boolean dark = name.matches("(?s)\\S+ \\d+ reduce\\b.*") || even && name.startsWith("stage");
    return dark ? "dark" : "light";
  }
}
