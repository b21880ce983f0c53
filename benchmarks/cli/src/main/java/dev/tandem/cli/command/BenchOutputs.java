package dev.tandem.cli.command;

import dev.tandem.cli.bench.BenchTable;
import dev.tandem.cli.run.UsageError;
import dev.tandem.cli.text.Plain;
import dev.tandem.cli.text.Terminal;
import dev.tandem.harness.Bench;
import dev.tandem.harness.BenchReport;
import dev.tandem.harness.report.Against;
import dev.tandem.harness.report.Csv;
import dev.tandem.harness.report.Html;
import dev.tandem.harness.report.Markdown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code bench} that say where its results go. */
final class BenchOutputs {
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write everything, each single time too, as JSON.")
  private Path json;

  @Option(
      names = "--jmh-json",
      paramLabel = "FILE",
      description = "Write JMH's own JSON, for the tools that read it.")
  private Path jmhJson;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write the results as CSV.")
  private Path csv;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Write tables for an issue or a wiki.")
  private Path markdown;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Where the page goes. Default: tandem-reports/bench-PROFILE-TIME.html.")
  private Path html;

  @Option(names = "--no-html", description = "Write no page.")
  private boolean noHtml;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the tables that are printed to a file too.")
  private Path output;

  @Option(
      names = "--against",
      paramLabel = "OLD.json",
      description = "Compare with an older benchmark, written by --json.")
  private Path against;

  /** What was asked for and cannot be had is told before the first run. */
  BenchReport readOld(boolean cold) throws IOException {
    CommandContext.refuseUnwritable("--json", json);
    CommandContext.refuseUnwritable("--jmh-json", jmhJson);
    CommandContext.refuseUnwritable("--csv", csv);
    CommandContext.refuseUnwritable("--markdown", markdown);
    CommandContext.refuseUnwritable("--html", html);
    CommandContext.refuseUnwritable("--output", output);
    if (cold && jmhJson != null) {
      throw new UsageError("--jmh-json does not go with --cold: JMH does not time whole processes");
    }
    if (against != null && !Files.isRegularFile(against)) {
      throw new UsageError("--against is '" + against + "', which is no file that can be read");
    }
    return against == null ? null : BenchReport.read(against);
  }

  /**
   * Writes and prints everything that was asked for.
   *
   * @param old as {@link #readOld} gave it
   */
  void write(Bench bench, BenchReport report, BenchReport old, Terminal terminal)
      throws IOException {
    Against comparison = old == null ? null : Against.compare(old, report);
    String table =
        BenchTable.print(report, terminal.columns())
            + (comparison == null ? "" : "\n" + comparison.print());
    terminal.out().print(table); // first: hours may be lost where a disk is full
    terminal.out().flush();
    if (json != null) {
      report.write(json);
    }
    if (jmhJson != null) {
      bench.writeJmh(jmhJson);
    }
    writeText(output, () -> table);
    writeText(csv, () -> Csv.print(report));
    writeText(markdown, () -> Markdown.print(report));
    if (!noHtml) {
      Path page = html == null ? page(report) : html;
      Html.write(report, comparison, page);
      terminal.out().println(Plain.line("page: " + page));
    }
  }

  /** Made only where somebody wants it. */
  private interface Text {
    String print();
  }

  private static void writeText(Path file, Text text) throws IOException {
    if (file != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text.print(), StandardCharsets.UTF_8);
    }
  }

  private static Path page(BenchReport report) {
    List<String> cells =
        List.of("bench", report.profile(), report.started().replaceAll("[^0-9]", ""));
    return Path.of("tandem-reports", String.join("-", cells) + ".html");
  }
}
