package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.util.List;

/** Token TAB occurrences. */
public final class WordCount implements Job {
  private static final Param<String> TOKENS = Tokens.param(Tokens.WHITESPACE);

  @Override
  public String name() {
    return "wordcount";
  }

  @Override
  public String describe() {
    return "counts how often each token occurs";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(TOKENS);
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    Tokens tokens = Tokens.named(args.get(TOKENS));
    p.read(TextLines.of(args.inputs()))
        .mapToPair(
            String.class,
            Long.class,
            (line, out) -> tokens.each(line, token -> out.emit(token, 1L)))
        .named("tokens")
        .groupByKey()
        .aggregate(Aggregators.sumLong())
        .named("counts")
        .write(TextSink.to(args.output()));
  }
}
