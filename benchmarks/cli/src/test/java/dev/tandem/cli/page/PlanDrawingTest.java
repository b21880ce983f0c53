package dev.tandem.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.Explanation.Line;
import dev.tandem.contract.engine.Explanation.Unit;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.Output;
import dev.tandem.contract.engine.RunReport.UnitReport;
import dev.tandem.contract.io.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures stand where they belong, and arrows only where something is read. */
class PlanDrawingTest {
  private static final Map<Measure, Long> LEDGER =
      Map.of(
          Measure.INPUT_RECORDS, 1424L,
          Measure.OUTPUT_RECORDS, 900L,
          Measure.MATERIALIZED_BYTES, 700L,
          Measure.CACHE_HITS, 3L);

  @Test
  void oneInputHasTheFigureOfItsUnit() {
    assertThat(draw(List.of(), List.of(line(Kind.READ, "visits"))))
        .contains("visits<span class=\"amount\">1,424 records</span>");
  }

  @Test
  void inputsThatAreNotMeasuredApartShareTheirFigure() {
    assertThat(draw(List.of(), List.of(line(Kind.READ, "visits"), line(Kind.READ, "rankings"))))
        .contains("visits</div>")
        .contains("rankings<span class=\"amount\">all 2 together: 1,424 records</span>");
  }

  @Test
  void keptDataSharesItsFigure() {
    assertThat(draw(List.of(), List.of(line(Kind.KEEP, "a in files"), line(Kind.KEEP, "b"))))
        .contains("a in files</div>")
        .contains("b<span class=\"amount\">all 2 together: 700 B to files");
  }

  @Test
  void eachOfSeveralOutputsHasItsOwnFigure() {
    List<Output> outputs = List.of(output("good", 600, 6000), output("bad", 300, 3000));
    assertThat(draw(outputs, List.of(line(Kind.WRITE, "good"), line(Kind.WRITE, "bad"))))
        .contains("good<span class=\"amount\">600 records · 6.00 KB</span>")
        .contains("bad<span class=\"amount\">300 records · 3.00 KB</span>");
    assertThat(
            draw(outputs, List.of(line(Kind.WRITE, "good"), line(Kind.WRITE, "n to the driver"))))
        .contains("good</div>")
        .contains("n to the driver<span class=\"amount\">all 2 together: 900 records</span>");
  }

  @Test
  void whatWasFoundInMemoryStandsAtItsLineNotAtTheShuffle() {
    Line memory = line(Kind.REREAD, "links from memory");
    Line shuffled = line(Kind.REREAD, "what was shuffled for ranks");
    Line keep = line(Kind.KEEP, "ranks in memory");
    assertThat(draw(List.of(), List.of(memory, shuffled, keep)))
        .contains("links from memory<span class=\"amount\">3 × found in memory</span>")
        .contains("what was shuffled for ranks</div>")
        .contains("ranks in memory<span class=\"amount\">700 B to files</span>");
    assertThat(draw(List.of(), List.of(shuffled, keep)))
        .contains("what was shuffled for ranks</div>")
        .contains("700 B to files · 3 × found in memory");
  }

  @Test
  void anArrowLeadsOnlyToWhatReadsSomethingAbove() {
    List<Line> first = List.of(line(Kind.READ, "visits"), line(Kind.SHUFFLE, "matches"));
    List<Line> second = List.of(line(Kind.READ, "rankings"), line(Kind.STEP, "parse"));
    List<Line> third = List.of(line(Kind.REREAD, "what was shuffled for matches"));
    assertThat(
            draw(List.of(), first, second, third)
                .replaceAll("(?s)<div class=\"unit\">.*?</ol></div>", "unit"))
        .containsPattern("unit<p class=\"beside\">[^<]*</p>unit<svg class=\"arrow\".*</svg>unit")
        .containsOnlyOnce("class=\"arrow\"");
  }

  @Test
  void theLineageInTheEnginesOwnWordsIsNoStep() {
    List<Line> lines =
        List.of(
            line(Kind.WRITE, "counts"),
            line(Kind.LINEAGE, "(2) ShuffledRDD[1]"),
            line(Kind.LINEAGE, " +-(2) <tokens>[0]"));
    assertThat(draw(List.of(), lines))
        .contains("</li></ol><div class=\"lineage\">")
        .contains("<pre>(2) ShuffledRDD[1]\n +-(2) &lt;tokens&gt;[0]</pre>")
        .doesNotContain("line lineage");
  }

  private static Line line(Kind kind, String text) {
    return new Line(kind, text, "");
  }

  private static Output output(String name, long records, long bytes) {
    return new Output(name, name, new Digest(records, 1), 1, bytes);
  }

  @SafeVarargs
  private static String draw(List<Output> outputs, List<Line>... stages) {
    List<Unit> units = new ArrayList<>();
    List<UnitReport> reports = new ArrayList<>();
    for (List<Line> lines : stages) {
      int number = units.size() + 1;
      units.add(new Unit("stage", number, "s", lines));
      reports.add(new UnitReport("stage " + number + ": s", 0, 1, List.of(), LEDGER));
    }
    RunReport run =
        new RunReport(
            "j",
            "e",
            RunReport.Status.SUCCEEDED,
            1,
            LEDGER,
            Map.of(),
            outputs,
            reports,
            new Explanation("e", units),
            List.of());
    Markup page = new Markup();
    PlanDrawing.draw(page, List.of(run));
    return page.toString();
  }
}
