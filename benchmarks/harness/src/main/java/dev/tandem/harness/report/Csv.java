package dev.tandem.harness.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tandem.contract.engine.Measure;
import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.stats.Ratio;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A benchmark as CSV (RFC 4180, lines end with LF): a row for each timed run, and one without times
 * for a contender that has none. What holds for all runs of a contender (summary, ratio, ledger) is
 * repeated in each of its rows. Times are milliseconds; a measure that is not observable is empty.
 */
public final class Csv {
  private static final List<String> HEAD =
      List.of(
          "job",
          "contender",
          "status",
          "message",
          "fork",
          "turn",
          "run",
          "millis",
          "median",
          "least",
          "most",
          "against",
          "ratio",
          "low",
          "high",
          "verdict");

  private final String base;

  private Csv(String base) {
    this.base = base;
  }

  /** Prints a benchmark; a spreadsheet does not take any of its cells for a formula. */
  public static String print(BenchReport report) {
    StringWriter out = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
      List<String> head = new ArrayList<>(HEAD);
      Arrays.stream(Measure.values()).map(Measure::key).forEach(head::add);
      csv.writeRecord(head);
      Csv rows = new Csv(Findings.base(report));
      for (JobResult job : report.jobs()) {
        for (Result result : job.results()) {
          rows.of(job, result).forEach(csv::writeRecord);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a string that cannot be written", e);
    }
    return out.toString();
  }

  private List<List<String>> of(JobResult job, Result result) {
    List<List<String>> rows = new ArrayList<>();
    for (int fork = 0; fork < result.forks().size(); fork++) {
      double[] millis = result.forks().get(fork).millis();
      for (int run = 0; run < millis.length; run++) {
        String turn = Integer.toString(result.forks().get(fork).turn());
        List<String> single = new ArrayList<>();
        single.addAll(List.of(Integer.toString(fork + 1), turn, Integer.toString(run + 1)));
        single.add(Double.toString(millis[run]));
        rows.add(row(job, result, single));
      }
    }
    return rows.isEmpty() ? List.of(row(job, result, List.of("", "", "", ""))) : rows;
  }

  private List<String> row(JobResult job, Result result, List<String> single) {
    List<String> row = new ArrayList<>();
    row.add(text(job.job()));
    row.add(text(result.contender()));
    row.add(result.status().name());
    row.add(text(result.message()));
    row.addAll(single);
    if (result.summary() == null) {
      row.addAll(List.of("", "", ""));
    } else {
      row.add(Double.toString(result.summary().median()));
      row.add(Double.toString(result.summary().min()));
      row.add(Double.toString(result.summary().max()));
    }
    row.addAll(against(result.ratios().get(base)));
    for (Measure measure : Measure.values()) {
      Long amount = result.get(measure);
      row.add(amount == null ? "" : Long.toString(amount));
    }
    return row;
  }

  private List<String> against(Ratio ratio) {
    if (ratio == null) {
      return List.of("", "", "", "", "");
    }
    return List.of(
        text(base),
        Double.toString(ratio.value()),
        Double.toString(ratio.low()),
        Double.toString(ratio.high()),
        ratio.verdict().name());
  }

  /** Text that a spreadsheet would compute gets an apostrophe, which spreadsheets hide. */
  private static String text(String text) {
    return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
