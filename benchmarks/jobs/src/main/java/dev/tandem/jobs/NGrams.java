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

/** Each run of n tokens inside a line TAB its occurrences. */
public final class NGrams implements Job {
  private static final Param<Integer> N = Params.atLeast(1, "n", 2, "tokens of a run");
  private static final Param<String> TOKENS = Tokens.param(Tokens.WORDS);

  @Override
  public String name() {
    return "ngrams";
  }

  @Override
  public String describe() {
    return "counts how often tokens follow one another";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(N, TOKENS);
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    int n = args.get(N);
    Tokens tokens = Tokens.named(args.get(TOKENS));
    p.read(TextLines.of(args.inputs()))
        .mapToPair(
            String.class,
            Long.class,
            (line, out) -> {
              List<String> words = new ArrayList<>();
              tokens.each(line, words::add);
              for (int i = n; i <= words.size(); i++) {
                out.emit(String.join(" ", words.subList(i - n, i)), 1L);
              }
            })
        .named("ngrams")
        .groupByKey()
        .aggregate(Aggregators.sumLong())
        .named("counts")
        .write(TextSink.to(args.output()));
  }
}
