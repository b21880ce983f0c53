package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextSink;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Key cells TAB count; with a value column also sum, least, greatest and mean of its numbers. Rows
 * without a number there are left out, and counted by {@link #LEFT_OUT}.
 */
public final class Aggregate implements Job {
  /** The counter of rows whose value is no plain decimal number. */
  static final String LEFT_OUT = "rows left out: no number";

  private static final Table TABLE = new Table("");
  private static final Param<List<Integer>> KEY =
      Params.columns("key", null, "columns to group by");
  private static final Param<List<Integer>> VALUE =
      Params.columns(
          "value",
          "",
          "the column whose numbers are added up; rows whose value is no plain decimal number, such as n/a or 1,5, are left out");
  private static final Codec<List<String>> CELLS = Codecs.list(Codecs.TEXT);
  private static final Codec<BigDecimal> DECIMAL = Codecs.of(BigDecimal.class);

  @Override
  public String name() {
    return "aggregate";
  }

  @Override
  public String describe() {
    return "counts the rows of each group, or of those with a number in a column, and adds that column up";
  }

  @Override
  public List<Param<?>> params() {
    List<Param<?>> all = new ArrayList<>(TABLE.params());
    all.addAll(List.of(KEY, VALUE));
    return all;
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    List<Integer> key = Params.checkCount("key", args.get(KEY), 1, Integer.MAX_VALUE);
    List<Integer> value = Params.checkCount("value", args.get(VALUE), 0, 1);
    Bag<List<String>> rows = TABLE.read(p, args, args.inputs()).named("rows");
    Bag<String> lines =
        value.isEmpty() ? counts(rows, key) : totals(rows, key, value.get(0), p.counter(LEFT_OUT));
    lines.named("lines").write(TextSink.to(args.output()));
  }

  private static Bag<String> counts(Bag<List<String>> rows, List<Integer> key) {
    return rows.mapToPair(CELLS, Codecs.LONG, (row, out) -> out.emit(Cells.pick(row, key), 1L))
        .named("keys")
        .groupByKey()
        .aggregate(Aggregators.sumLong())
        .named("groups")
        .map(group -> Cells.join(group.first()) + "\t" + group.second());
  }

  private static Bag<String> totals(
      Bag<List<String>> rows, List<Integer> key, int value, Counter leftOut) {
    return rows.mapToPair(
            CELLS,
            DECIMAL,
            (row, out) -> {
              BigDecimal number = Decimals.parse(Cells.pick(row, value));
              if (number == null) {
                leftOut.increment();
              } else {
                out.emit(Cells.pick(row, key), number);
              }
            })
        .named("numbers")
        .groupByKey()
        .aggregate(new Totals.OfNumbers())
        .named("groups")
        .map(group -> Cells.join(group.first()) + "\t" + group.second().print());
  }
}
