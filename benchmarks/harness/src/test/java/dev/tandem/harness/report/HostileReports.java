package dev.tandem.harness.report;

import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.Cost;
import dev.tandem.harness.BenchReport.Data;
import dev.tandem.harness.BenchReport.Entrant;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Phase;
import dev.tandem.harness.BenchReport.Point;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.BenchReport.Setting;
import dev.tandem.harness.Environment;
import dev.tandem.harness.Mode;
import dev.tandem.harness.Resources;
import dev.tandem.harness.Schedule;
import dev.tandem.harness.Status;
import dev.tandem.harness.Suite;
import dev.tandem.harness.stats.Summary;
import java.util.List;
import java.util.Map;

/** Benchmarks in which every text is hostile. */
final class HostileReports {
  static final List<String> PAYLOADS =
      List.of(
          "<img src=x onerror=\"document.title='HACKED'\">",
          "</script><script>document.title='HACKED'</script>",
          "</SCRIPT ><svg onload=document.title='HACKED'>",
          "<!--<script>",
          "--><u>HACKED</u>",
          "]]></noscript></pre></style><b>HACKED</b>",
          "' onmouseover='document.title=1' x='",
          "javascript:document.title='HACKED'",
          "{{data}} {{library}} $1 ${7*7} \\u003cb\\u003e `x`",
          "&lt;script&gt;document.title=1&lt;/script&gt; &#60;b&#62;",
          "__proto__",
          "constructor",
          "=cmd|' /C calc'!A0",
          "| a | b |\n# HACKED\n[x](javascript:alert(1)) ![y](//example.invalid/z)",
          "\u0000\u0007<\u0000b>\ud800\ufffe\u202e<b>\u2028x");

  private HostileReports() {}

  /** A benchmark whose every text is {@code text}, but for what tells contenders apart. */
  static BenchReport of(String text) {
    List<String> contenders = List.of(text, text + "2", text + "3");
    Setting setting = new Setting(text, text, text);
    return new BenchReport(
        BenchReport.SCHEMA,
        new Suite(text, text, text),
        text,
        text,
        Mode.WARM,
        new Environment(
            text, text, text, 2, -1, 1, text, text, 0, 0, text, text, List.of(text), 1, text),
        text,
        new Schedule(FakeReports.FORKS, 1, FakeReports.RUNS),
        new Resources(0, 0, 1, 2, 0, Map.of(text, text)),
        1,
        0.99,
        List.of(text),
        contenders.stream()
            .map(name -> new Entrant(name, text, text, text, List.of(setting)))
            .toList(),
        List.of(new Data(text, text, Map.of(text, text), 1, 1, 1, text)),
        List.of(job(text, contenders), job(text + "2", contenders)),
        List.of(text));
  }

  private static JobResult job(String text, List<String> contenders) {
    Summary summary = new Summary(3, 2, 4, 5);
    JobResult job =
        FakeReports.job(
            text,
            List.of(
                phased(contenders.get(0), text),
                phased(contenders.get(1), text),
                FakeReports.without(contenders.get(2), Status.WRONG, text)),
            List.of(
                new Point(contenders.get(0), 1, 1, Status.RIGHT, "", summary),
                new Point(contenders.get(1), 1, 1, Status.FAILED, text, null)),
            List.of(new Cost(contenders.get(0), 1, 1, 0, 2, 3)));
    return new JobResult(
        job.job(),
        Map.of(text, text),
        List.of(text),
        job.bytes(),
        text,
        text,
        job.results(),
        job.points(),
        job.costs());
  }

  private static Result phased(String contender, String text) {
    Result right = FakeReports.right("one", 100, 0.02, Map.of("inputBytes", 5_000L, text, 7L));
    return new Result(
        contender,
        Status.RIGHT,
        "",
        right.forks(),
        right.summary(),
        Map.of(),
        right.ledger(),
        right.usage(),
        List.of(new Phase(text, 0, 50, 1, Map.of(text, 1L))),
        Map.of(text, 1.0));
  }
}
