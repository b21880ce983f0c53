package dev.tandem.jobs;

import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import java.util.ArrayList;
import java.util.List;

/** The parameters that describe one of two tables that are joined. */
final class JoinSide {
  static final JoinSide LEFT = new JoinSide("left", "left columns to print");
  static final JoinSide RIGHT = new JoinSide("right", "right columns to print");

  private final String side;
  private final Param<String> path;
  private final Table table;
  private final Param<List<Integer>> key;
  private final Param<List<Integer>> out;

  /**
   * @param side {@code left} or {@code right}
   * @param outMeaning what the columns beside the key are for
   */
  JoinSide(String side, String outMeaning) {
    this.side = side;
    this.path = Param.text(side, null, "file or folder of the " + side + " table");
    this.table = new Table(side + "-");
    this.key = Params.columns(side + "-key", "0", "key columns of the " + side + " table");
    this.out = Params.columns(side + "-out", "", outMeaning);
  }

  /** The parameters of two sides, in the order of the documentation. */
  static List<Param<?>> params(JoinSide left, JoinSide right) {
    List<Param<?>> all = new ArrayList<>(List.of(left.path, right.path));
    all.addAll(left.table.params());
    all.addAll(right.table.params());
    all.addAll(List.of(left.key, right.key, left.out, right.out));
    return all;
  }

  /**
   * The key of both sides.
   *
   * @throws IllegalArgumentException if one has no key columns, or the other one not as many
   */
  static RowKey key(JobArgs args, JoinSide left, JoinSide right) {
    int width = Params.checkCount(left.key.name(), args.get(left.key), 1, Integer.MAX_VALUE).size();
    Params.checkCount(right.key.name(), args.get(right.key), width, width);
    return new RowKey(width);
  }

  /** The columns beside the key. */
  List<Integer> out(JobArgs args) {
    return args.get(out);
  }

  /**
   * The one column beside the key.
   *
   * @throws IllegalArgumentException if none or several are given
   */
  void checkOneOut(JobArgs args) {
    Params.checkCount(out.name(), args.get(out), 1, 1);
  }

  /** The rows: the cells of the key, then those of the columns beside it. */
  Bag<List<String>> read(Pipeline p, JobArgs args) {
    List<Integer> columns = new ArrayList<>(args.get(key));
    columns.addAll(args.get(out));
    return table.read(p, args, List.of(args.get(path)), columns).named(side + " rows");
  }
}
