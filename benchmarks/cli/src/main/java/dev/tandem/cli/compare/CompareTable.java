package dev.tandem.cli.compare;

import dev.tandem.cli.text.Human;
import dev.tandem.cli.text.TextTable;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;

/** The table of a comparison: what each engine did, in the same words, with ratios. */
public final class CompareTable {
  private record Row(String label, Measure measure) {}

  /** Shown even where they are zero: that one engine does without is what the table is for. */
  private static final List<Row> ROWS =
      List.of(
          new Row("records read", Measure.INPUT_RECORDS),
          new Row("bytes read", Measure.INPUT_BYTES),
          new Row("records emitted", Measure.MAP_OUTPUT_RECORDS),
          new Row("records shuffled", Measure.SHUFFLE_RECORDS),
          new Row("bytes shuffled", Measure.SHUFFLE_BYTES),
          new Row("shuffled as references (estimate)", Measure.SHUFFLE_HEAP_BYTES),
          new Row("spilled to disk", Measure.SPILLED_BYTES),
          new Row("materialised between rounds", Measure.MATERIALIZED_BYTES),
          new Row("read back from these files", Measure.REREAD_BYTES),
          new Row("kept in memory (estimate)", Measure.CACHED_BYTES),
          new Row("partitions found in memory", Measure.CACHE_HITS),
          new Row("records written", Measure.OUTPUT_RECORDS),
          new Row("bytes written", Measure.OUTPUT_BYTES),
          new Row("tasks", Measure.TASKS),
          new Row("rounds or stages", Measure.UNITS));

  /** Shown only where something went wrong. */
  private static final List<Row> TROUBLE =
      List.of(
          new Row("attempts failed", Measure.FAILED_ATTEMPTS),
          new Row("tasks recomputed", Measure.RECOMPUTED_TASKS));

  private final List<RunReport> runs;
  private final TextTable table;

  private CompareTable(List<RunReport> runs) {
    this.runs = runs;
    List<String> head = new ArrayList<>(List.of(""));
    runs.forEach(run -> head.add(run.engine()));
    if (runs.size() == 2) {
      head.add(runs.get(0).engine() + "/" + runs.get(1).engine());
    }
    this.table = TextTable.figures(head);
  }

  /** The table as text, to be shown only if the answers are the same. */
  public static String print(List<RunReport> runs) {
    CompareTable table = new CompareTable(runs);
    table.row("time", run -> OptionalLong.of(run.wallMillis()), Human::millis);
    for (Row row : ROWS) {
      table.measure(row);
      if (row.measure() == Measure.MAP_OUTPUT_RECORDS) {
        table.row("combined away before the shuffle", CompareTable::combinedAway, Human::count);
      }
    }
    TROUBLE.stream()
        .filter(row -> runs.stream().anyMatch(run -> run.get(row.measure()) > 0))
        .forEach(table::measure);
    return table.table.print(Integer.MAX_VALUE);
  }

  private static OptionalLong combinedAway(RunReport run) {
    boolean observed =
        run.observes(Measure.COMBINE_INPUT_RECORDS) && run.observes(Measure.COMBINE_OUTPUT_RECORDS);
    return observed
        ? OptionalLong.of(
            run.get(Measure.COMBINE_INPUT_RECORDS) - run.get(Measure.COMBINE_OUTPUT_RECORDS))
        : OptionalLong.empty();
  }

  private static OptionalLong amount(RunReport run, Measure measure) {
    return run.observes(measure) ? OptionalLong.of(run.get(measure)) : OptionalLong.empty();
  }

  private void measure(Row row) {
    LongFunction<String> print =
        row.measure().unit() == Measure.Unit.BYTES ? Human::bytes : Human::count;
    row(row.label(), run -> amount(run, row.measure()), print);
  }

  private void row(
      String label, Function<RunReport, OptionalLong> amount, LongFunction<String> print) {
    List<String> cells = new ArrayList<>(List.of(label));
    List<OptionalLong> amounts = runs.stream().map(amount).toList();
    amounts.forEach(value -> cells.add(cell(value, print)));
    if (runs.size() == 2) {
      cells.add(ratio(amounts.get(0), amounts.get(1)));
    }
    table.row(cells);
  }

  private static String cell(OptionalLong amount, LongFunction<String> print) {
    if (amount.isEmpty()) {
      return Human.UNKNOWN;
    }
    return amount.getAsLong() == 0 ? "0" : print.apply(amount.getAsLong());
  }

  private static String ratio(OptionalLong a, OptionalLong b) {
    return a.isPresent() && b.isPresent() ? Human.ratio(a.getAsLong(), b.getAsLong()) : "";
  }
}
