package dev.tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real browser makes of the page. */
class PageInBrowserTest {
  private static final BenchReport FULL = FakeReports.full();

  @TempDir static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> chromium = Browser.find();
    assumeTrue(
        chromium.isPresent(),
        "no chromium or google-chrome on PATH: the page was not tried in a browser");
    browser = new Browser(chromium.get(), folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  private static Path page(BenchReport report, Against against) throws Exception {
    Path page = folder.resolve("report.html");
    Html.write(report, against, page);
    return page;
  }

  /** After every test: nothing was asked for but the file, and nothing went wrong. */
  @AfterEach
  void nothingWasLoadedAndNothingWentWrong() {
    assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.matches("file:.*/report.html"));
    assertThat(browser.problems()).isEmpty();
  }

  private static int count(String selector) throws Exception {
    return browser.eval("document.querySelectorAll('" + selector + "').length").asInt();
  }

  private static List<Result> timed() {
    return FULL.jobs().stream()
        .flatMap(job -> job.results().stream())
        .filter(result -> result.summary() != null)
        .toList();
  }

  @Test
  void everythingThatWasMeasuredIsAMark() throws Exception {
    browser.open(page(FULL, null), 1280, "light");
    int compared = timed().size() - FULL.jobs().size(); // all but the first of each job
    assertThat(count("#ratios .bar")).isEqualTo(compared);
    assertThat(count("#ratios .whisker")).isEqualTo(compared);
    assertThat(count("#ratios .bar.even")).as("rdd on sort").isEqualTo(1);
    assertThat(count("#times .dot"))
        .isEqualTo(timed().size() * FakeReports.FORKS * FakeReports.RUNS);
    assertThat(count("#times .median")).isEqualTo(timed().size());
    assertThat(count("#phases .part.full, #phases .part.pale"))
        .isEqualTo(timed().stream().mapToInt(result -> result.phases().size()).sum());
    assertThat(count("#bytes figure:nth-of-type(1) .part")).isEqualTo(4 + 3 + 4);
    long observed = timed().stream().filter(result -> result.usage().peakHeap() != null).count();
    assertThat(count("#memory .mark")).isEqualTo((int) observed);
    assertThat(count("#scaling figure")).isEqualTo(2);
    assertThat(count("#scaling .line:not(.single)"))
        .as("three by slots, three by size")
        .isEqualTo(6);
    assertThat(count("#cost tbody tr")).isEqualTo(5);
  }

  @Test
  void whoWasWrongOrFailedSaysWhyAndHasNoMark() throws Exception {
    browser.open(page(FULL, null), 1280, "light");
    for (String section : List.of("ratios", "times", "phases", "bytes")) {
      String words =
          browser
              .eval(
                  """
                  [...document.querySelectorAll('#%s figure:nth-of-type(1) .row')]
                    .filter(row => row.querySelector('.alarm'))
                    .map(row => row.textContent + '/' + row.querySelectorAll('.bar, .dot, .part').length)
                    .join(' ')"""
                      .formatted(section))
              .asText();
      assertThat(words)
          .as(section)
          .isEqualTo(
              "failed: the container was killed: 137hadoop/0 wrong: key 'the': 10 and 11spark-native/0");
    }
    assertThat(text("#bytes")).contains("not observable");
    assertThat(text("#memory")).contains("not observable: duckdb");
  }

  private static String text(String selector) throws Exception {
    return browser.eval("document.querySelector('" + selector + "').textContent").asText();
  }

  @Test
  void saysTheVerdictFirst() throws Exception {
    browser.open(page(FULL, null), 1280, "light");
    assertThat(text("h1")).isEqualTo(Findings.of(FULL).sentence());
    assertThat(text("header .verdict")).contains("✗ some failed or were wrong");
    assertThat(browser.eval("document.title").asText())
        .isEqualTo("Tandem benchmark medium, 2026-11-22T09:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark", "320, light"})
  void fitsTheScreen(int width, String scheme) throws Exception {
    browser.open(page(FULL, null), width, scheme);
    browser.eval("document.querySelectorAll('details').forEach(part => part.open = true)");
    browser.resize(width);
    assertThat(browser.eval("document.documentElement.scrollWidth").asInt()).isEqualTo(width);
    assertThat(texts("node => node.getBoundingClientRect().right > innerWidth + 0.5"))
        .as("labels beyond the right edge")
        .isEmpty();
  }

  /** The texts of the charts of which something is true. */
  private static String texts(String condition) throws Exception {
    return browser
        .eval(
            "[...document.querySelectorAll('svg text')].filter("
                + condition
                + ").map(node => node.textContent).join(', ')")
        .asText();
  }

  @Test
  void linesFromTheLeastToTheMostTimeStayInsideTheirAxes() throws Exception {
    BenchReport scattered =
        FakeReports.report(
            List.of(
                FakeReports.job(
                    "sort",
                    List.of(
                        FakeReports.right("mapreduce", 400, 1, Map.of()),
                        FakeReports.right("rdd", 420, 0.01, Map.of())),
                    List.of(),
                    List.of())),
            List.of());
    browser.open(page(scattered, null), 1280, "light");
    assertThat(count("#memory .range")).isEqualTo(2);
    String beyond =
        """
        [...document.querySelectorAll('#memory .range')].filter(line => {
          const axis = line.closest('svg').querySelector('.axis line');
          return ['y1', 'y2'].some(end => !(line.getAttribute(end) >= +axis.getAttribute('y1')
            && line.getAttribute(end) <= +axis.getAttribute('y2')));
        }).length""";
    assertThat(browser.eval(beyond).asInt()).isZero();
  }

  @Test
  void theSchemeOfTheSystemChoosesTheColours() throws Exception {
    String colours =
        "getComputedStyle(document.body).backgroundColor + getComputedStyle(document.body).color";
    browser.open(page(FULL, null), 1280, "light");
    assertThat(browser.eval(colours).asText()).isEqualTo("rgb(251, 250, 246)rgb(27, 33, 48)");
    browser.open(page(FULL, null), 1280, "dark");
    assertThat(browser.eval(colours).asText()).isEqualTo("rgb(17, 21, 29)rgb(236, 239, 245)");
  }

  @Test
  void aContenderHasOneColourEverywhere() throws Exception {
    browser.open(page(FULL, null), 1280, "light");
    String colours =
        browser
            .eval(
                """
                [...new Set([...document.querySelectorAll('.k1 .who, .k1 .bar:not(.even), .k1 .dot, .k1 .mark,'
                  + ' td.k1, .card.k1 h2')]
                  .map(node => getComputedStyle(node)[node.closest('svg') ? 'fill' : 'color']))].join()""")
            .asText();
    assertThat(colours).isEqualTo("rgb(180, 69, 10)");
  }

  @Test
  void chartsAreDrawnAgainForAnotherWidthAndAnotherBase() throws Exception {
    browser.open(page(FULL, null), 1280, "light");
    String width = "document.querySelector('#ratios svg').viewBox.baseVal.width";
    int wide = browser.eval(width).asInt();
    browser.resize(390);
    assertThat(browser.eval(width).asInt()).isLessThan(wide);
    browser.eval(
        "const base = document.getElementById('base'); base.value = 'baseline';"
            + " base.dispatchEvent(new Event('change'))");
    browser.resize(1280);
    assertThat(text("#ratios figure")).contains("1.20 (", "slower than baseline");
    assertThat(count("#ratios figure")).isEqualTo(3);
  }

  @Test
  void chartsHaveAWordedLabelAndATable() throws Exception {
    browser.open(page(FULL, null), 1280, "light");
    assertThat(count("svg[role=img]:not([aria-label])")).isZero();
    assertThat(count("svg[role=img]")).isEqualTo(count("figure"));
    assertThat(
            browser
                .eval("document.querySelector('#ratios svg').getAttribute('aria-label')")
                .asText())
        .startsWith("Ratios of times on wordcount against mapreduce: rdd 0.47 (");
    for (String section : List.of("ratios", "times", "phases", "bytes", "memory", "scaling")) {
      assertThat(count("#" + section + " details table tbody tr")).as(section).isPositive();
    }
    assertThat(count("th:not([scope])")).isZero();
    assertThat(count("h1")).isEqualTo(1);
  }

  @Test
  void nothingMoves() throws Exception {
    browser.open(page(FULL, null), 1280, "light");
    assertThat(browser.eval("document.getAnimations().length").asInt()).isZero();
    String moving =
        "[...document.querySelectorAll('*')].filter(node => getComputedStyle(node)"
            + ".transitionDuration !== '0s').length";
    assertThat(browser.eval(moving).asInt()).isZero();
  }

  @Test
  void hostileTextStaysText() throws Exception {
    Map<String, Integer> harmless = elements("harmless");
    for (String payload : HostileReports.PAYLOADS) {
      assertThat(elements(payload)).as(payload).isEqualTo(harmless);
      assertThat(browser.eval("document.title").asText()).doesNotStartWith("HACKED");
      assertThat(
              browser
                  .eval(
                      "[...document.querySelectorAll('*')].flatMap(node => node.getAttributeNames())"
                          + ".filter(name => name.startsWith('on')).length")
                  .asInt())
          .isZero();
      assertThat(count("a:not([href^=\"#\"])")).isZero();
      nothingWasLoadedAndNothingWentWrong();
    }
  }

  /** How many elements of each kind there are, but for titles, which come with cut texts. */
  private static Map<String, Integer> elements(String text) throws Exception {
    BenchReport report = HostileReports.of(text);
    browser.open(page(report, Against.compare(report, report)), 1280, "light");
    Map<String, Integer> elements = new TreeMap<>();
    browser
        .eval("[...document.querySelectorAll('*')].map(node => node.localName)")
        .forEach(name -> elements.merge(name.asText(), 1, Integer::sum));
    elements.remove("title");
    return elements;
  }

  @Test
  void anOlderBenchmarkIsComparedWith() throws Exception {
    browser.open(page(FULL, Against.compare(FULL, FULL)), 390, "light");
    assertThat(count("#against .bar.even")).isEqualTo(timed().size());
    assertThat(text("#against")).contains("no difference " + timed().size(), "not compared: 3");
    assertThat(browser.eval("document.documentElement.scrollWidth").asInt()).isEqualTo(390);
  }

  @Test
  void aBenchmarkWithoutAnyTimeHasAPageToo() throws Exception {
    BenchReport nothing =
        FakeReports.report(
            List.of(
                FakeReports.job(
                    "sort",
                    List.of(FakeReports.without("rdd", Status.FAILED, "no disk")),
                    List.of(),
                    List.of())),
            List.of());
    browser.open(page(nothing, null), 1280, "light");
    assertThat(text("h1")).isEqualTo("nobody has a time on sort.");
    assertThat(text("#times")).contains("failed: no disk");
    assertThat(count("#ratios, #phases, #bytes, #memory, #scaling, #cost, #threats")).isZero();
  }
}
