package dev.tandem.jobs;

import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextSink;
import java.util.ArrayList;
import java.util.List;

/** One line {@code key|left cells|right cells} for each match of two tables. */
public final class Join implements Job {
  private static final Param<String> LEFT =
      Param.text("left", null, "file or folder of the left table");
  private static final Param<String> RIGHT =
      Param.text("right", null, "file or folder of the right table");
  private static final Table LEFT_TABLE = new Table("left-");
  private static final Table RIGHT_TABLE = new Table("right-");
  private static final Param<List<Integer>> LEFT_KEY =
      Params.columns("left-key", "0", "key columns of the left table");
  private static final Param<List<Integer>> RIGHT_KEY =
      Params.columns("right-key", "0", "key columns of the right table");
  private static final Param<List<Integer>> LEFT_OUT =
      Params.columns("left-out", "", "left columns to print");
  private static final Param<List<Integer>> RIGHT_OUT =
      Params.columns("right-out", "", "right columns to print");
  private static final Param<String> TYPE =
      Param.choice(
          "type", "inner", "which rows stay", "inner", "left", "right", "full", "semi", "anti");
  private static final Param<String> NULL_KEYS =
      Param.choice(
          "null-keys", "match", "whether keys that are empty or \\N match", "match", "never");
  private static final Param<String> STRATEGY =
      Param.choice("strategy", "shuffle", "how rows with the same key meet", "shuffle");
  private static final Codec<List<String>> CELLS = Codecs.list(Codecs.TEXT);

  @Override
  public String name() {
    return "join";
  }

  @Override
  public String describe() {
    return "joins two tables by equal keys";
  }

  @Override
  public List<Param<?>> params() {
    List<Param<?>> all = new ArrayList<>(List.of(LEFT, RIGHT));
    all.addAll(LEFT_TABLE.params());
    all.addAll(RIGHT_TABLE.params());
    all.addAll(List.of(LEFT_KEY, RIGHT_KEY, LEFT_OUT, RIGHT_OUT, TYPE, NULL_KEYS, STRATEGY));
    return all;
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    checkKeys(args);
    Bag<List<String>> left = LEFT_TABLE.read(p, args, List.of(args.get(LEFT)));
    Bag<List<String>> right = RIGHT_TABLE.read(p, args, List.of(args.get(RIGHT)));
    Matches matches =
        new Matches(
            Matches.Type.named(args.get(TYPE)),
            args.get(NULL_KEYS).equals("match"),
            Matches.missing(args.get(LEFT_OUT).size()),
            Matches.missing(args.get(RIGHT_OUT).size()));
    keyed(left.named("left rows"), args.get(LEFT_KEY), args.get(LEFT_OUT))
        .named("left by key")
        .cogroup(
            keyed(right.named("right rows"), args.get(RIGHT_KEY), args.get(RIGHT_OUT))
                .named("right by key"),
            String.class,
            matches)
        .named("matches")
        .write(TextSink.to(args.output()));
  }

  private static void checkKeys(JobArgs args) {
    int width = Params.checkCount("left-key", args.get(LEFT_KEY), 1, Integer.MAX_VALUE).size();
    Params.checkCount("right-key", args.get(RIGHT_KEY), width, width);
  }

  /** Rows by key; the value is what the row contributes to an output line. */
  private static KeyedBag<List<String>, String> keyed(
      Bag<List<String>> rows, List<Integer> key, List<Integer> out) {
    return rows.mapToPair(
        CELLS,
        Codecs.TEXT,
        (row, pairs) -> pairs.emit(Cells.pick(row, key), Matches.cells(Cells.pick(row, out))));
  }
}
