package dev.tandem.harness.report;

import dev.tandem.harness.BenchReport;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A benchmark as Markdown (GitHub's tables), for issues and wikis: a summary, without the longest
 * tables.
 */
public final class Markdown {
  private static final String SPECIAL = "\\`*_[]|~#";

  /** Line ends, and what could reorder or hide text. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

  /** What only the page and the JSON have. */
  private static final Set<String> TOO_LONG = Set.of("ratios", "phases", "ledger");

  private final StringBuilder out = new StringBuilder();

  private Markdown() {}

  /**
   * Prints a benchmark. Names and messages cannot become markup: what Markdown or HTML would read
   * as such is escaped.
   *
   * @return lines that end with LF
   */
  public static String print(BenchReport report) {
    return new Markdown().report(report);
  }

  /** Prints a comparison of two benchmarks in the same way. */
  static String print(Against against) {
    Markdown page = new Markdown();
    page.line("# Tandem benchmark of " + escape(against.now()));
    page.line("");
    page.line("Against that of " + escape(against.old()) + ".");
    page.line("");
    page.line("**" + escape(against.sentence()) + "**");
    if (!against.warnings().isEmpty()) {
      page.line("");
      against.warnings().forEach(warning -> page.line("- " + escape(warning)));
    }
    page.table(against.table());
    return page.out.toString();
  }

  private String report(BenchReport report) {
    Findings findings = Findings.of(report);
    line("# Tandem benchmark, profile " + escape(report.profile() + ", " + report.started()));
    line("");
    line("**" + escape(findings.sentence()) + "**");
    line("");
    line((findings.valid() ? "✓ " : "✗ ") + escape(findings.validity()));
    Tables.of(report).stream().filter(table -> !TOO_LONG.contains(table.id())).forEach(this::table);
    threats(report.threats());
    return out.toString();
  }

  private void threats(List<String> threats) {
    if (!threats.isEmpty()) {
      line("");
      line("## Threats to validity");
      line("");
      threats.forEach(threat -> line("- " + escape(threat)));
    }
  }

  /** A table with its title; nothing for one without rows. */
  private void table(Table table) {
    if (table.rows().isEmpty()) {
      return;
    }
    line("");
    line("## " + escape(table.title()));
    line("");
    line(escape(table.lead()));
    line("");
    row(table.columns().stream().map(Table.Column::name).toList());
    line(
        table.columns().stream()
            .map(column -> column.figures() ? "---:" : "---")
            .collect(Collectors.joining(" | ", "| ", " |")));
    table.rows().forEach(this::row);
  }

  private void row(List<String> cells) {
    line(cells.stream().map(Markdown::escape).collect(Collectors.joining(" | ", "| ", " |")));
  }

  private void line(String line) {
    out.append(line).append('\n');
  }

  /** One line of text that means only itself. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    UNSEEN
        .matcher(text)
        .replaceAll(" ")
        .codePoints()
        .forEach(
            c -> {
              if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
              }
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
