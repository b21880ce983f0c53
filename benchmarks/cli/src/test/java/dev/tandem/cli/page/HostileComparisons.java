package dev.tandem.cli.page;

import dev.tandem.cli.compare.Comparison;
import dev.tandem.cli.compare.Verdict;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.Explanation.Line;
import dev.tandem.contract.engine.Explanation.Unit;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.engine.RunReport.UnitReport;
import dev.tandem.contract.io.Digest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Comparisons in which every text is hostile. */
final class HostileComparisons {
  static final List<String> PAYLOADS =
      List.of(
          "<script>document.title='HACKED'</script>",
          "</script><script>document.title='HACKED'</script>",
          "<img src=x onerror=\"document.title='HACKED'\">",
          "\"><svg onload=document.title='HACKED'>",
          "' onmouseover='document.title=1' x='",
          "\" onfocus=\"document.title=1\" autofocus=\"",
          "</title><h1>HACKED</h1>",
          "</style><b>HACKED</b>",
          "</text></svg><iframe src=javascript:alert(1)>",
          "<!-- ",
          "--><u>HACKED</u>",
          "<![CDATA[<i>HACKED</i>]]>",
          "&lt;script&gt;document.title=1&lt;/script&gt;",
          "&#60;b&#62;",
          "<a href=\"javascript:alert(1)\">x</a>",
          "<base href=//example.invalid>",
          "<meta http-equiv=refresh content=0>",
          "\u0000<\u0000b>\ud800\ufffe\u202e<b>",
          "</details><form action=x><input>",
          "{{7*7}}${7*7}<%= 7 %>`x`\\u003cb\\u003e");

  private HostileComparisons() {}

  /** A comparison whose every text is {@code text}. */
  static Comparison of(String text) {
    RunReport run = run(text);
    return new Comparison(
        text,
        text,
        text,
        Map.of(text, text),
        new Verdict(true, text),
        List.of(run, run),
        Map.of(text, text),
        List.of(text),
        text);
  }

  private static RunReport run(String text) {
    List<Line> lines =
        Arrays.stream(Kind.values()).map(kind -> new Line(kind, text, text)).toList();
    Explanation plan =
        new Explanation(
            text,
            List.of(
                new Unit("round", 1, text, lines),
                new Unit("round", 2, text, lines),
                new Unit(text, 3, text, lines)));
    Map<Measure, Long> ledger = Map.of(Measure.SHUFFLE_RECORDS, 5L, Measure.CACHED_BYTES, 7L);
    List<TaskReport> tasks =
        List.of(new TaskReport(0, 0, 0, 0, 0, 50, true), new TaskReport(1, 0, 0, 1, 0, 50, false));
    // So short that its name, which is drawn only where there is room, stands in titles only,
    // whatever its length.
    List<UnitReport> units =
        List.of(
            new UnitReport("round 1: x", 0, 50, tasks, ledger),
            new UnitReport(text, 50, 51, tasks, ledger));
    return new RunReport(
        text,
        text,
        RunReport.Status.SUCCEEDED,
        1000,
        ledger,
        Map.of(text, 3L),
        List.of(new RunReport.Output(text, text, Digest.EMPTY, 1, 1)),
        units,
        plan,
        List.of(text));
  }
}
