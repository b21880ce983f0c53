package dev.tandem.cli.page;

import dev.tandem.cli.compare.Comparison;
import dev.tandem.cli.text.Human;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.mapreduce.explain.counters.CounterText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The whole page. */
public final class Page {
  private static final String SHEET = resource("page.css");
  private static final List<String> COLOURED =
      List.of("mapreduce", "rdd", "reference", "hadoop", "spark");

  private final Comparison comparison;
  private final Markup page = new Markup();

  private Page(Comparison comparison) {
    this.comparison = comparison;
  }

  /**
   * A self-contained page: no script, nothing loaded, all text escaped. Where the answers differ it
   * shows no times.
   */
  public static String render(Comparison comparison) {
    return new Page(comparison).render();
  }

  /** The class that gives an engine its colour, the same on every page. */
  static String hue(RunReport run) {
    int known = COLOURED.indexOf(run.engine());
    return "e" + (known >= 0 ? known : 3 + Math.floorMod(run.engine().hashCode(), 2));
  }

  private String render() {
    List<RunReport> runs = comparison.runs();
    boolean same = comparison.verdict().same();
    page.doctype().open("html", "lang", "en");
    head();
    page.open("body", "class", "of" + runs.size());
    header();
    page.open("main");
    section(
        "plans",
        capital(numeral(runs.size())) + " plans for one job",
        "What each engine made of the same job, with what was measured in each place. An arrow leads to what reads something that is left above it.");
    PlanDrawing.draw(page, runs);
    page.close();
    if (same) {
      section(
          "time",
          "Who worked when",
          "A row is a slot, a bar is an attempt of a task. All engines share one time scale. One tone: map phases and odd stages; the other: reduce phases and even stages."
              + (Timeline.hasFailures(runs)
                  ? " Dashed: an attempt that failed or was given up; its result was not taken."
                  : ""));
      Timeline.draw(page, runs);
      page.close();
    }
    if (ByteBars.hasBytes(runs)) {
      section("bytes", "Where every byte went", "All bars share one scale.");
      ByteBars.draw(page, runs);
      page.close();
    }
    section(
        "ledger",
        "The ledger",
        "Open a measure to see what it means; hover over a figure for every digit.");
    LedgerTable.draw(page, runs, same);
    runs.forEach(this::nativeCounters);
    page.close();
    setting();
    page.closeTo(0);
    return page.toString();
  }

  private void section(String id, String title, String lead) {
    page.line().open("section", "id", id, "aria-labelledby", id + "-title");
    page.element("h2", title, "id", id + "-title").element("p", lead, "class", "lead");
  }

  private void head() {
    page.open("head").empty("meta", "charset", "utf-8");
    page.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy());
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.element("title", comparison.job() + " on " + String.join(" and ", engines()));
    page.style(SHEET).close().line();
  }

  private static String policy() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(SHEET.getBytes(StandardCharsets.UTF_8));
      return "default-src 'none'; style-src 'sha256-"
          + Base64.getEncoder().encodeToString(hash)
          + "'; base-uri 'none'; form-action 'none'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private List<String> engines() {
    return comparison.runs().stream().map(RunReport::engine).toList();
  }

  private void header() {
    boolean same = comparison.verdict().same();
    page.open("header");
    page.element(
        "p",
        "Tandem: one job, " + numeral(comparison.runs().size()) + " engines",
        "class",
        "brand");
    page.element("h1", comparison.job());
    page.element("p", comparison.about(), "class", "about");
    page.element("p", read(), "class", "brand");
    page.open("p", "class", same ? "verdict same" : "verdict differs", "role", "status");
    page.element("b", same ? "✓ same answer" : "✗ the answers differ")
        .text(" " + comparison.verdict().sentence())
        .close();
    page.open("div", "class", "cards");
    comparison.runs().forEach(run -> card(run, same));
    page.close().close();
  }

  /** What was read, and with which parameters. */
  private String read() {
    List<String> params =
        comparison.params().entrySet().stream()
            .map(param -> param.getKey() + "=" + param.getValue())
            .toList();
    return "on "
        + comparison.input()
        + (params.isEmpty() ? "" : "; parameters: " + String.join(", ", params));
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static String numeral(int engines) {
    String[] words = {"no", "one", "two", "three", "four", "five"};
    return engines < words.length ? words[engines] : Integer.toString(engines);
  }

  private void card(RunReport run, boolean times) {
    page.open("section", "class", "card " + hue(run), "aria-label", run.engine());
    page.element("h2", run.engine());
    if (times) {
      page.open("p", "class", "big")
          .text(Human.millis(run.wallMillis()))
          .element("small", turn(run))
          .close();
    }
    page.open("ul");
    story(run).forEach(sentence -> page.element("li", sentence));
    page.close().close();
  }

  private String turn(RunReport run) {
    int place = comparison.runs().indexOf(run) + 1;
    String ran = place == 1 ? "ran first" : place == 2 ? "ran second" : "ran as number " + place;
    return ran + ", a single run";
  }

  /** What is worth saying about a run, from its ledger. */
  private static List<String> story(RunReport run) {
    List<String> story = new ArrayList<>();
    String unit = run.plan().units().isEmpty() ? "unit" : run.plan().units().get(0).kind();
    story.add(
        Human.plural(run.get(Measure.UNITS), unit)
            + ", "
            + Human.plural(run.get(Measure.TASKS), "task"));
    say(story, run, Measure.MATERIALIZED_BYTES, " written to files between rounds");
    say(story, run, Measure.REREAD_BYTES, " read back from files");
    say(story, run, Measure.CACHED_BYTES, " kept in memory (estimate)");
    say(story, run, Measure.CACHE_HITS, " × found in memory");
    say(story, run, Measure.SPILLED_BYTES, " spilled to disk");
    say(story, run, Measure.SHUFFLE_RECORDS, " records shuffled");
    say(story, run, Measure.SHUFFLE_BYTES, " encoded for the shuffle");
    say(story, run, Measure.SHUFFLE_HEAP_BYTES, " handed over in memory (estimate)");
    long failed = run.get(Measure.FAILED_ATTEMPTS);
    if (failed > 0) {
      story.add(Human.plural(failed, "attempt") + " failed");
    }
    return story;
  }

  private static void say(List<String> story, RunReport run, Measure measure, String what) {
    if (run.get(measure) > 0) {
      story.add(Amounts.print(measure, run.get(measure)) + what);
    }
  }

  /** Hadoop's counters, folded, for each round of an engine that has them. */
  private void nativeCounters(RunReport run) {
    run.nativeCounters()
        .forEach(
            (round, groups) -> {
              page.open("details", "class", "counters");
              page.element("summary", run.engine() + ", " + round + ": Hadoop's counters");
              page.element("pre", CounterText.of(groups)).close();
            });
  }

  private void setting() {
    section("setting", "How it was measured", "Read this before you quote a time.");
    page.open("ul", "class", "caveats");
    comparison.caveats().forEach(caveat -> page.element("li", caveat));
    for (RunReport run : comparison.runs()) {
      run.warnings().forEach(warning -> page.element("li", run.engine() + ": " + warning));
    }
    page.close();
    page.open("dl");
    pair("when", comparison.when());
    pair("input", comparison.input());
    for (Map.Entry<String, String> param : comparison.params().entrySet()) {
      pair("parameter " + param.getKey(), param.getValue());
    }
    comparison.setting().forEach(this::pair);
    page.close().close();
  }

  private void pair(String name, String value) {
    page.open("div").element("dt", name).element("dd", value).close();
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " from the jar", e);
    }
  }
}
