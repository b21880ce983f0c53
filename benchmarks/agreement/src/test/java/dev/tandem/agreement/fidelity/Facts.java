package dev.tandem.agreement.fidelity;

import dev.tandem.agreement.fidelity.Fact.Outcome;
import java.util.List;
import java.util.stream.Stream;

/** All facts, and the page that lists them. */
final class Facts {
  private static final String HEAD =
      """
      # What can be seen of real Spark and real Hadoop

      Each fact is looked at twice, on an embedded engine and on the real system beside it, by the
      same job where there is an adapter between them, else by a program in the real system's own
      words. Spark runs with two slots in local mode and is watched by its own events, Hadoop in
      its local runner and by its own counters. This page is written by `FidelityTest`, which also
      checks every line of it: `mvn -pl benchmarks/agreement test -Dtest=FidelityTest
      -Dtandem.golden=write`.

      """;

  private Facts() {}

  static List<Fact> all() {
    return Stream.concat(SparkFacts.all().stream(), HadoopFacts.all().stream()).toList();
  }

  private static List<Fact> of(Outcome outcome) {
    return all().stream().filter(fact -> fact.outcome() == outcome).toList();
  }

  /** The page, in Markdown. */
  static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("Equal: ").append(of(Outcome.EQUAL).size());
    page.append(". Different: ").append(of(Outcome.DIFFERENT).size());
    page.append(". Not observable: ").append(of(Outcome.NOT_OBSERVABLE).size()).append(".\n");
    different(page);
    page.append("\n## Equal\n\nStages are shown by the number of their tasks, files by their");
    page.append(" contents: `0: a d | 1: b`.\n");
    equal(page, "rdd and Spark", true);
    equal(page, "mapreduce and Hadoop", false);
    hidden(page);
    return page.toString();
  }

  private static void different(StringBuilder page) {
    page.append("\n## Different\n\n| | Fact | Embedded | Real | Cause |\n|---|---|---|---|---|\n");
    for (Fact fact : of(Outcome.DIFFERENT)) {
      row(
          page,
          fact.id(),
          fact.says(),
          fact.pair().embedded() + ": " + code(fact.embedded()),
          fact.pair().real() + ": " + code(fact.real()),
          fact.note());
    }
  }

  private static void equal(StringBuilder page, String title, boolean spark) {
    page.append("\n### ").append(title).append("\n\n| | Fact | Beside | Seen of both |\n");
    page.append("|---|---|---|---|\n");
    for (Fact fact : of(Outcome.EQUAL)) {
      if (fact.pair().isSpark() == spark) {
        row(page, fact.id(), fact.says(), fact.pair().real(), code(fact.real()));
      }
    }
  }

  private static void hidden(StringBuilder page) {
    page.append("\n## Not observable\n\n| | Fact | Why |\n|---|---|---|\n");
    for (Fact fact : of(Outcome.NOT_OBSERVABLE)) {
      row(page, fact.id(), fact.says(), fact.note());
    }
  }

  private static String code(String seen) {
    return "`" + seen + "`";
  }

  private static void row(StringBuilder page, String... cells) {
    for (String cell : cells) {
      page.append("| ").append(cell.replace("|", "\\|")).append(' ');
    }
    page.append("|\n");
  }
}
