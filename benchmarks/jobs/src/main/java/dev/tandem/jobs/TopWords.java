package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.Answer;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.util.List;
import java.util.Locale;

/** Rank TAB token TAB count of the most frequent tokens. */
public final class TopWords implements Job {
  private static final Param<String> TOKENS = Tokens.param(Tokens.WORDS);
  private static final Param<Integer> K = Params.atLeast(1, "k", 10, "how many");

  @Override
  public String name() {
    return "topwords";
  }

  @Override
  public String describe() {
    return "ranks the most frequent tokens";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(TOKENS, K);
  }

  @Override
  public Answer answer() {
    return Answer.exact().ordered();
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    Tokens tokens = Tokens.named(args.get(TOKENS));
    KeyedBag<String, Long> counts =
        p.read(TextLines.of(args.inputs()))
            .mapToPair(
                String.class,
                Long.class,
                (line, out) -> tokens.each(line, token -> out.emit(token, 1L)))
            .named("tokens")
            .groupByKey()
            .aggregate(Aggregators.sumLong())
            .named("counts");
    Order<Pair<String, Long>> mostFrequent =
        Orders.<Pair<String, Long>, Long>by(Pair::second, Orders.longs().reversed())
            .then(Orders.by(Pair::first, Orders.text()));
    counts
        .aggregate(
            Aggregators.first(args.get(K), Codecs.pair(Codecs.TEXT, Codecs.LONG), mostFrequent))
        .named("top")
        .flatMap(
            String.class,
            (top, out) -> {
              int rank = 0;
              for (Pair<String, Long> word : top) {
                rank++;
                out.emit(
                    String.format(Locale.ROOT, "%06d\t%s\t%d", rank, word.first(), word.second()));
              }
            })
        .named("ranks")
        .write(TextSink.to(args.output()));
  }
}
