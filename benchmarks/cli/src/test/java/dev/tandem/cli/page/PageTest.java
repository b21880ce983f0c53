package dev.tandem.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.cli.compare.Comparison;
import dev.tandem.cli.compare.Verdict;
import dev.tandem.contract.engine.RunReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
  private static final Pattern TAG = Pattern.compile("<([a-zA-Z][a-zA-Z0-9]*)");

  @Test
  void loadsNothingAndHasNoScript() throws Exception {
    String page = Page.render(FakeComparisons.pagerank());
    assertThat(page)
        .doesNotContain("http:", "https:", "<script", "<link", "<img", "@import", "url(", " style=")
        .doesNotContainPattern("<[^>]* on[a-z]+=");
    Matcher sheet = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(page);
    assertThat(sheet.find()).isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(sheet.group(1).getBytes(StandardCharsets.UTF_8));
    String policy =
        "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    assertThat(page.replace("&#39;", "'")).contains(policy);
  }

  /** A rule of higher rank outside of a query for the width would also hold on a phone. */
  @Test
  void columnsAreForScreensThatAreWideEnough() {
    String page = Page.render(FakeComparisons.pagerank());
    assertThat(page)
        .containsPattern("@media \\(min-width: 46rem\\) \\{ \\.of4 ")
        .doesNotContainPattern("(?m)^\\.of4 \\.(cards|plans)");
  }

  @Test
  void saysWhatAClassNeeds() {
    String page = Page.render(FakeComparisons.pagerank());
    assertThat(page)
        .contains(
            "✓ same answer",
            "× 9",
            "rounds 2-10",
            "written to files between rounds",
            "18 × found in memory");
    assertThat(page)
        .contains(
            "on the shipped sample &#39;edges&#39; (1 file, 37.9 KB); parameters: iterations=10",
            "ran first, a single run",
            "ran second, a single run");
    assertThat(page)
        .contains("Timeline of mapreduce: 22 phases in 2.41 s", "for numbers use ./tandem bench");
    assertThat(page).contains(", attempt 2: ", ", failed");
  }

  @Test
  void failedAttemptsAreCountedAndExplained() {
    assertThat(Page.render(FakeComparisons.pagerank()))
        .contains("<li>2 attempts failed</li>", "Dashed: an attempt that failed");
    assertThat(Page.render(FakeComparisons.wordcount()))
        .doesNotContain("attempts failed</li>", "Dashed: ");
  }

  @Test
  void foldsHadoopsCountersOfARound() {
    Comparison plain = FakeComparisons.wordcount();
    RunReport counted =
        plain
            .runs()
            .get(0)
            .withNativeCounters(Map.of("round 1: <b>", Map.of("Shuffle Errors", Map.of("X", 3L))));
    Comparison comparison =
        FakeComparisons.comparison("wordcount", "", List.of(counted, plain.runs().get(1)));
    assertThat(Page.render(plain)).doesNotContain("Hadoop&#39;s counters");
    assertThat(Page.render(comparison))
        .contains("<summary>mapreduce, round 1: &lt;b&gt;: Hadoop&#39;s counters</summary>")
        .contains("<pre>Counters: 1\n\tShuffle Errors\n\t\tX=3\n</pre>");
  }

  @Test
  void showsNoTimesWhereAnswersDiffer() {
    Comparison same = FakeComparisons.wordcount();
    Comparison differs =
        new Comparison(
            same.job(),
            same.about(),
            same.input(),
            same.params(),
            new Verdict(false, "key 'a': 1 and 2"),
            same.runs(),
            same.setting(),
            same.caveats(),
            same.when());
    assertThat(Page.render(differs))
        .contains("✗ the answers differ", "key &#39;a&#39;: 1 and 2")
        .doesNotContain(" ms<", "class=\"timeline\"");
  }

  @Test
  void isTheSameEveryTime() {
    assertThat(Page.render(FakeComparisons.pagerank()))
        .isEqualTo(Page.render(FakeComparisons.pagerank()));
  }

  @Test
  void stepsOfTheTimeAxisAreRound() {
    assertThat(Timeline.step(1)).isEqualTo(1);
    assertThat(Timeline.step(80)).isEqualTo(10);
    assertThat(Timeline.step(2411)).isEqualTo(500);
    assertThat(Timeline.step(Long.MAX_VALUE / 4)).isPositive();
  }

  @Test
  void runsWithoutTasksOrPlansAreDrawnToo() {
    RunReport empty =
        new RunReport(
            "j",
            "e",
            RunReport.Status.SUCCEEDED,
            0,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            new dev.tandem.contract.engine.Explanation("e", List.of()),
            List.of());
    assertThat(Page.render(FakeComparisons.comparison("j", "", List.of(empty, empty, empty))))
        .contains("</html>")
        .doesNotContain("Where every byte went");
  }

  @Test
  void hostileTextAddsNoElementToTheSource() {
    Map<String, Integer> harmless = tags(Page.render(HostileComparisons.of("harmless")));
    for (String payload : HostileComparisons.PAYLOADS) {
      assertThat(tags(Page.render(HostileComparisons.of(payload)))).as(payload).isEqualTo(harmless);
    }
  }

  /**
   * What a browser makes of the page: the same elements as for harmless text, and no attribute that
   * does something.
   */
  @Test
  void hostileTextAddsNoElementInABrowser(@TempDir Path folder) throws Exception {
    Optional<Path> browser = browser();
    assumeTrue(
        browser.isPresent(),
        "no chromium or google-chrome on PATH: the page was not tried in a browser");
    String harmless = Page.render(HostileComparisons.of("harmless"));
    String all = Page.render(HostileComparisons.of(String.join(" ", HostileComparisons.PAYLOADS)));

    String dom = dom(browser.get(), folder, all);

    assertThat(dom).contains("same answer");
    assertThat(tags(dom)).isEqualTo(tags(dom(browser.get(), folder, harmless)));
    assertThat(dom.replaceAll("(?s)>[^<]*<", "><").replaceAll("\"[^\"]*\"", "\"\""))
        .doesNotContainPattern("\\son[a-z]+=");
    assertThat(dom).doesNotContain("<title>HACKED");
  }

  private static Map<String, Integer> tags(String page) {
    Map<String, Integer> tags = new TreeMap<>();
    Matcher tag = TAG.matcher(page.replaceAll("(?s)<style>.*?</style>", "<style>"));
    while (tag.find()) {
      tags.merge(tag.group(1), 1, Integer::sum);
    }
    return tags;
  }

  private static Optional<Path> browser() {
    for (String folder :
        System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1)) {
      for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
        if (Files.isExecutable(Path.of(folder, name))) {
          return Optional.of(Path.of(folder, name));
        }
      }
    }
    return Optional.empty();
  }

  private static String dom(Path browser, Path folder, String page) throws Exception {
    Path file = Files.writeString(folder.resolve("page.html"), page);
    Path dom = folder.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
                "--dump-dom",
                file.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(dom);
  }
}
