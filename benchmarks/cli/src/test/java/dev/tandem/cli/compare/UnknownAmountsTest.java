package dev.tandem.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.page.FakeComparisons;
import dev.tandem.cli.page.Page;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an engine cannot observe is said to be unknown, and never shown as zero. */
class UnknownAmountsTest {
  private static RunReport run(String engine, Map<Measure, Long> ledger) {
    return new RunReport(
        "job",
        engine,
        Status.SUCCEEDED,
        1000,
        ledger,
        Map.of(),
        List.of(),
        List.of(),
        new Explanation(engine, List.of()),
        List.of());
  }

  private final List<RunReport> runs =
      List.of(
          run("mapreduce", Map.of(Measure.SPILLED_BYTES, 0L, Measure.INPUT_BYTES, 5000L)),
          run("spark", Map.of(Measure.INPUT_BYTES, 2500L)));

  private static String line(String table, String start) {
    return table.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow().strip();
  }

  @Test
  void inTheTable() {
    String table = CompareTable.print(runs);
    assertThat(line(table, "spilled to disk")).matches("spilled to disk +0 +not observable");
    assertThat(line(table, "bytes read")).endsWith("2.00");
    assertThat(line(table, "combined away"))
        .matches("combined away before the shuffle +not observable +not observable");
  }

  @Test
  void onThePage() {
    String page = Page.render(FakeComparisons.comparison("job", "about", runs));
    assertThat(page).contains("<td class=\"figure unknown\">not observable</td>");
    assertThat(page).doesNotContain("Zero on every engine: ");
  }
}
