package dev.tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page as a file; {@link PageInBrowserTest} looks at it in a browser. */
class HtmlTest {
  private static final Pattern SCRIPT =
      Pattern.compile(
          "<script( type=\"application/json\" id=\"data\")?>(.*?)</script>", Pattern.DOTALL);

  static List<String> payloads() {
    return HostileReports.PAYLOADS;
  }

  @Test
  void thePolicyAllowsItsOwnScriptsAndSheetAndNothingElse() throws Exception {
    String page = Html.render(FakeReports.full(), null);
    Matcher policy =
        Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"").matcher(page);
    assertThat(policy.find()).isTrue();
    Matcher sheet = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(page);
    assertThat(sheet.find()).isTrue();
    List<String> scripts =
        SCRIPT
            .matcher(page)
            .results()
            .filter(m -> m.group(1) == null)
            .map(m -> m.group(2))
            .toList();
    assertThat(scripts).hasSize(2);
    assertThat(policy.group(1))
        .isEqualTo(
            "default-src 'none'; script-src %s %s; style-src %s; base-uri 'none'; form-action 'none'"
                .formatted(hash(scripts.get(0)), hash(scripts.get(1)), hash(sheet.group(1))));
    assertThat(page)
        .doesNotContain("<link", "<img", "@import", "<script src", "unsafe-", " style=");
    assertThat(scripts.get(1)).doesNotContain("innerHTML", "insertAdjacentHTML", ".html(", "eval(");
  }

  private static String hash(String content) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }

  @Test
  void theLibraryComesWithItsLicence() {
    assertThat(Html.render(FakeReports.full(), null))
        .contains("Copyright 2010-2023 Mike Bostock", "THE SOFTWARE IS PROVIDED \"AS IS\"");
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void hostileTextAddsNoElement(String payload) {
    assertThat(tags(Html.render(HostileReports.of(payload), null)))
        .isEqualTo(tags(Html.render(HostileReports.of("harmless"), null)));
  }

  /** Elements by name, where a parser that knows no scripts would see them. */
  private static Map<String, Integer> tags(String page) {
    Map<String, Integer> tags = new TreeMap<>();
    Matcher tag = Pattern.compile("<[!/]?([a-zA-Z-]+)").matcher(page);
    while (tag.find()) {
      tags.merge(tag.group(1), 1, Integer::sum);
    }
    return tags;
  }

  @Test
  void theDataIsTheWholeReport(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("report.json");
    FakeReports.full().write(json);
    Matcher script = SCRIPT.matcher(Html.render(FakeReports.full(), null));
    assertThat(script.find()).isTrue();
    ObjectMapper mapper = new ObjectMapper();
    JsonNode data = mapper.readTree(script.group(2));
    assertThat(data.get("report")).isEqualTo(mapper.readTree(Files.readAllBytes(json)));
  }

  @Test
  void withoutScriptsItIsMarkdown() {
    assertThat(Html.render(FakeReports.full(), null))
        .contains("<noscript><pre># Tandem benchmark, profile medium");
  }

  @Test
  void writesIntoAFolderThatIsNotThere(@TempDir Path folder) throws Exception {
    Path page = folder.resolve("a/b/report.html");
    Html.write(FakeReports.full(), page);
    assertThat(page).isRegularFile();
    assertThat(page).content().isEqualTo(Html.render(FakeReports.full(), null));
  }
}
