package dev.tandem.jobs;

import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextSink;
import java.util.List;

/** One line {@code key|left cells|right cells} for each match of two tables. */
public final class Join implements Job {
  private static final Param<String> TYPE =
      Param.choice(
          "type", "inner", "which rows stay", "inner", "left", "right", "full", "semi", "anti");

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
    List<Param<?>> all = JoinSide.params(JoinSide.LEFT, JoinSide.RIGHT);
    all.addAll(List.of(TYPE, Strategy.NULL_KEYS, Strategy.STRATEGY));
    return all;
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    RowKey key = JoinSide.key(args, JoinSide.LEFT, JoinSide.RIGHT);
    Matches.Type type = Matches.Type.named(args.get(TYPE));
    Strategy strategy = Strategy.of(args);
    strategy.check(type);
    Matches matches =
        new Matches(
            type,
            key,
            Strategy.nullsMatch(args),
            Matches.missing(JoinSide.LEFT.out(args).size()),
            Matches.missing(JoinSide.RIGHT.out(args).size()));
    KeyedBag<String, String> left = keyed(JoinSide.LEFT.read(p, args), key).named("left by key");
    KeyedBag<String, String> right = keyed(JoinSide.RIGHT.read(p, args), key).named("right by key");
    Bag<String> lines =
        strategy == Strategy.SHUFFLE
            ? left.cogroup(right, String.class, matches)
            : BroadcastTable.of(p, right).join(left, String.class, matches);
    lines.named("matches").write(TextSink.to(args.output()));
  }

  /** Rows by key; the value is what the row contributes to an output line. */
  private static KeyedBag<String, String> keyed(Bag<List<String>> rows, RowKey key) {
    return rows.mapToPair(
        Codecs.TEXT,
        Codecs.TEXT,
        (row, pairs) -> pairs.emit(key.of(row), Matches.cells(key.rest(row))));
  }
}
