package dev.tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.tandem.harness.BenchReport;
import dev.tandem.harness.Status;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Markdown and CSV. */
class TextFormsTest {
  static List<String> payloads() {
    return HostileReports.PAYLOADS;
  }

  @Test
  void markdownHasWhatAReaderAsksFirst() {
    String page = Markdown.print(FakeReports.full());
    assertThat(page)
        .contains(
            "**duckdb won wordcount, 1.06 times as fast as rdd (99 % interval ",
            "no difference between rdd and mapreduce on sort",
            "✗ No time is shown where a run failed",
            "| wordcount | hadoop | failed: the container was killed: 137 |  |  |  |  |",
            "| wordcount | mapreduce | none that was tried | 2 – more than 2 | 2 | 2.63 s |",
            "Not observable: all of baseline, streams, duckdb and spark-native.",
            "| rdd | slots | 2 | --slots |",
            "26bd6ded5d4db28626bd6ded5d4db28626bd6ded5d4db28626bd6ded5d4db286",
            "## Threats to validity");
  }

  @Test
  void markdownIsTheSameInEveryLocale() {
    String page = Markdown.print(FakeReports.full());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Markdown.print(FakeReports.full())).isEqualTo(page);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void markdownMakesNoMarkupOfNames(String payload) {
    String page = Markdown.print(HostileReports.of(payload));
    assertThat(page).doesNotContain("<img", "<script", "<svg", "<b>", "<!--", "\u202e", "\u0000");
    String harmless = Markdown.print(HostileReports.of("harmless"));
    assertThat(headings(page)).isEqualTo(headings(harmless));
    assertThat(cells(page)).isEqualTo(cells(harmless));
  }

  private static long headings(String page) {
    return page.lines().filter(line -> line.startsWith("#")).count();
  }

  /** Bars that end a cell: those that are not escaped. */
  private static long cells(String page) {
    return page.replace("\\\\", "").replace("\\|", "").chars().filter(c -> c == '|').count();
  }

  @Test
  void csvHasARowForEachRunAndOneForWhoHasNone() {
    BenchReport report = FakeReports.full();
    List<CsvRecord> rows = read(Csv.print(report));
    long right = count(report, Status.RIGHT);
    long others = report.jobs().stream().mapToLong(job -> job.results().size()).sum() - right;
    assertThat(rows).hasSize((int) (1 + right * FakeReports.FORKS * FakeReports.RUNS + others));
    assertThat(rows).allMatch(row -> row.getFieldCount() == rows.get(0).getFieldCount());
    List<String> head = rows.get(0).getFields();
    CsvRecord failed =
        rows.stream().filter(row -> row.getField(1).equals("hadoop")).findFirst().orElseThrow();
    assertThat(failed.getField(head.indexOf("message"))).isEqualTo("the container was killed: 137");
    assertThat(failed.getField(head.indexOf("millis"))).isEmpty();
    CsvRecord spark =
        rows.stream().filter(row -> row.getField(1).equals("spark")).findFirst().orElseThrow();
    assertThat(spark.getField(head.indexOf("groups"))).as("not observable").isEmpty();
    assertThat(spark.getField(head.indexOf("verdict"))).isEqualTo("SLOWER");
  }

  private static long count(BenchReport report, Status status) {
    return report.jobs().stream()
        .flatMap(job -> job.results().stream())
        .filter(result -> result.status() == status)
        .count();
  }

  @Test
  void csvKeepsHostileTextInOneCellThatIsNoFormula() {
    for (String payload : HostileReports.PAYLOADS) {
      List<CsvRecord> rows = read(Csv.print(HostileReports.of(payload)));
      CsvRecord row = rows.get(1);
      assertThat(row.getField(0)).endsWith(payload);
      assertThat(row.getField(0)).doesNotStartWith("=");
      assertThat(row.getFieldCount()).isEqualTo(rows.get(0).getFieldCount());
    }
  }

  private static List<CsvRecord> read(String csv) {
    return CsvReader.builder().ofCsvRecord(csv).stream().toList();
  }
}
