package dev.tandem.cli.page;

import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.Explanation.Line;
import dev.tandem.contract.engine.Explanation.Unit;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Says at the lines of a unit what was measured there. Engines measure whole units: where several
 * lines of a kind share a figure it stands at the last one, as that of all of them.
 */
final class LineAmounts {
  private final RunReport run;
  private final Amounts amounts;
  private final List<Line> lines;
  private final List<Unit> units;

  /**
   * @param lines of one unit
   * @param units all its repetitions
   */
  LineAmounts(RunReport run, List<Line> lines, List<Unit> units) {
    this.run = run;
    this.amounts = new Amounts(run);
    this.lines = lines;
    this.units = units;
  }

  /** What was measured at a line; empty where nothing was. */
  String at(int number) {
    Line line = lines.get(number);
    List<Integer> sharing = sharing(line.kind());
    if (sharing.size() > 1 && sharing.stream().allMatch(other -> output(other) != null)) {
      return written(output(number));
    }
    boolean last = sharing.get(sharing.size() - 1) == number;
    String amount = last ? measured(line.kind()) : "";
    return amount.isEmpty() || sharing.size() == 1
        ? amount
        : "all " + sharing.size() + " together: " + amount;
  }

  /**
   * The lines at which the figures of a kind arise. What was shuffled is counted where it is sent,
   * so lines that take it in stand back behind others that read again.
   */
  private List<Integer> sharing(Kind kind) {
    List<Integer> sharing = new ArrayList<>();
    List<Integer> fetching = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).kind() == kind) {
        (isFetching(lines.get(i)) ? fetching : sharing).add(i);
      }
    }
    return sharing.isEmpty() ? fetching : sharing;
  }

  private static boolean isFetching(Line line) {
    return line.kind() == Kind.REREAD && Icons.of(line) == Icons.Icon.SHUFFLE;
  }

  /** The output that a line writes; null where its figures are not known on their own. */
  private RunReport.Output output(int number) {
    Line line = lines.get(number);
    if (line.kind() != Kind.WRITE || units.size() > 1) {
      return null;
    }
    List<RunReport.Output> named =
        run.outputs().stream().filter(output -> output.name().equals(line.text())).toList();
    return named.size() == 1 ? named.get(0) : null;
  }

  private static String written(RunReport.Output output) {
    return Amounts.print(Measure.OUTPUT_RECORDS, output.digest().records())
        + " records · "
        + Amounts.print(Measure.OUTPUT_BYTES, output.bytes());
  }

  private String measured(Kind kind) {
    List<String> parts = new ArrayList<>();
    switch (kind) {
      case READ -> {
        add(parts, Measure.INPUT_RECORDS, " records");
        add(parts, Measure.INPUT_BYTES, "");
      }
      case REREAD -> {
        add(parts, Measure.REREAD_BYTES, " from files");
        hits(parts, Kind.REREAD);
      }
      case SHUFFLE -> {
        add(parts, Measure.SHUFFLE_RECORDS, " records");
        add(parts, Measure.SHUFFLE_BYTES, " encoded");
        add(parts, Measure.SHUFFLE_HEAP_BYTES, " handed over (estimate)");
        add(parts, Measure.SPILLED_BYTES, " spilled to disk");
      }
      case KEEP -> {
        add(parts, Measure.MATERIALIZED_BYTES, " to files");
        add(parts, Measure.CACHED_BYTES, " put into memory (estimate)");
        hits(parts, Kind.KEEP);
      }
      case WRITE -> {
        add(parts, Measure.OUTPUT_RECORDS, " records");
        add(parts, Measure.OUTPUT_BYTES, "");
      }
      case STEP, LINEAGE -> {}
    }
    return String.join(" · ", parts);
  }

  /** Found in memory: by lines that say so, else where the unit keeps it for its repetitions. */
  private void hits(List<String> parts, Kind kind) {
    boolean rereads =
        lines.stream().anyMatch(line -> line.kind() == Kind.REREAD && !isFetching(line));
    boolean keeps = lines.stream().anyMatch(line -> line.kind() == Kind.KEEP);
    if (kind == (rereads || !keeps ? Kind.REREAD : Kind.KEEP)) {
      add(parts, Measure.CACHE_HITS, " × found in memory");
    }
  }

  private void add(List<String> parts, Measure measure, String suffix) {
    long amount = amounts.sum(units, measure);
    if (amount > 0) {
      parts.add(Amounts.print(measure, amount) + suffix);
    }
  }
}
