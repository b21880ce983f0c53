package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.util.ArrayList;
import java.util.List;

/**
 * How often two tokens stand near each other in a line, in both orders: the "pairs" pattern of Lin
 * and Dyer ("Data-Intensive Text Processing with MapReduce", 2010, section 3.2), whose many small
 * records are the point.
 */
public final class Cooccurrence implements Job {
  private static final Param<Integer> WINDOW =
      Params.atLeast(1, "window", 2, "positions that neighbours may be apart");
  private static final Param<String> TOKENS = Tokens.param(Tokens.WORDS);

  @Override
  public String name() {
    return "cooccurrence";
  }

  @Override
  public String describe() {
    return "counts how often two tokens stand near each other";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(WINDOW, TOKENS);
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    int window = args.get(WINDOW);
    Tokens tokens = Tokens.named(args.get(TOKENS));
    p.read(TextLines.of(args.inputs()))
        .mapToPair(
            String.class,
            Long.class,
            (line, out) -> {
              List<String> words = new ArrayList<>();
              tokens.each(line, words::add);
              for (int i = 0; i < words.size(); i++) {
                for (int j = i + 1; j < words.size() && j - i <= window; j++) {
                  out.emit(words.get(i) + " " + words.get(j), 1L);
                  out.emit(words.get(j) + " " + words.get(i), 1L);
                }
              }
            })
        .named("pairs")
        .groupByKey()
        .aggregate(Aggregators.sumLong())
        .named("counts")
        .write(TextSink.to(args.output()));
  }
}
