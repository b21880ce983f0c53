package dev.tandem.jobs;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.flow.GroupFn;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.PairEmitter;
import dev.tandem.contract.flow.PairFn;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.PlacedRow;
import dev.tandem.formats.TextSink;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Key TAB the rows of the key in an order, rows with equal places in it as they were read. The
 * shuffle sorts them: a reducer holds the line that it builds, and no row.
 */
public final class SecondarySort implements Job {
  private static final Table TABLE = new Table("");
  private static final Param<List<Integer>> KEY =
      Params.columns("key", null, "columns to group by");
  private static final Param<List<SortColumn>> BY =
      SortColumn.param("by", "the order of the rows of a key");
  private static final Param<List<Integer>> OUT =
      Params.columns("out", null, "columns to print of each row");

  @Override
  public String name() {
    return "secondary-sort";
  }

  @Override
  public String describe() {
    return "lists the rows of each key in an order";
  }

  @Override
  public List<Param<?>> params() {
    List<Param<?>> all = new ArrayList<>(TABLE.params());
    all.addAll(List.of(KEY, BY, OUT));
    return all;
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    List<Integer> keys = Params.checkCount("key", args.get(KEY), 1, Integer.MAX_VALUE);
    List<Integer> out = Params.checkCount("out", args.get(OUT), 1, Integer.MAX_VALUE);
    List<SortColumn> by = args.get(BY);
    List<Integer> columns = new ArrayList<>(keys);
    by.forEach(column -> columns.add(column.column()));
    columns.addAll(out);
    RowKey key = new RowKey(keys.size());
    TABLE
        .readPlaced(p, args, args.inputs(), columns)
        .named("rows")
        .mapToPair(
            Codecs.TEXT,
            Codecs.of(Entry.class),
            new ByKey(key, by.stream().map(SortColumn::order).toList()))
        .named("rows by key")
        .groupByKey(Grouping.<String, Entry>any().sortValues(Entry.ORDER))
        .named("rows in order")
        .flatMap(String.class, new Lines(key))
        .named("lines")
        .write(TextSink.to(args.output()));
  }

  /**
   * A row on its way to the line of its key.
   *
   * @param rank bytes whose unsigned order is the order of the rows
   * @param cells what is printed
   */
  record Entry(byte[] rank, String cells) {
    static final Order<Entry> ORDER = Orders.by(Entry::rank, Orders.bytes());
  }

  /** Cuts a row into key, rank and what is printed; its cells come in this order. */
  private record ByKey(RowKey key, List<Order<String>> orders)
      implements PairFn<PlacedRow, String, Entry> {
    @Override
    public void apply(PlacedRow row, PairEmitter<String, Entry> out) {
      List<String> cells = key.rest(row.cells());
      Output rank = new Output(32);
      for (int i = 0; i < orders.size(); i++) {
        orders.get(i).encode(cells.get(i), rank);
      }
      rank.writeVarLong(row.file());
      rank.writeVarLong(row.position());
      String printed = Cells.join(cells.subList(orders.size(), cells.size()));
      out.emit(key.of(row.cells()), new Entry(rank.toByteArray(), printed));
    }
  }

  /** Builds the line of a key. */
  private record Lines(RowKey rowKey) implements GroupFn<String, Entry, String> {
    @Override
    public void apply(String key, Iterator<Entry> rows, Emitter<String> out) {
      StringBuilder line = new StringBuilder(rowKey.print(key)).append('\t');
      line.append(rows.next().cells());
      while (rows.hasNext()) {
        line.append(';').append(rows.next().cells());
      }
      out.emit(line.toString());
    }
  }
}
