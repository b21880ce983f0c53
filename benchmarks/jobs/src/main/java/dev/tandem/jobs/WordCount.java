package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextBytes;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.util.List;

/** Token TAB occurrences. */
public final class WordCount implements Job {
  private static final Param<String> TOKENS = Tokens.param(Tokens.WHITESPACE);
  private static final Param<String> RECORDS =
      Param.choice(
          "records", "text", "Strings, or slices of bytes, which are faster", "text", "bytes");

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
    return List.of(TOKENS, RECORDS);
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    Tokens tokens = Tokens.named(args.get(TOKENS));
    KeyedBag<?, Long> ones =
        args.get(RECORDS).equals("bytes")
            ? p.read(TextLines.utf8(args.inputs()))
                .mapToPair(
                    TextBytes.codec(),
                    Codecs.LONG,
                    (line, out) -> tokens.each(line, token -> out.emit(token, 1L)))
            : p.read(TextLines.of(args.inputs()))
                .mapToPair(
                    Codecs.TEXT,
                    Codecs.LONG,
                    (line, out) -> tokens.each(line, token -> out.emit(token, 1L)));
    ones.named("tokens")
        .groupByKey()
        .aggregate(Aggregators.sumLong())
        .named("counts")
        .write(TextSink.to(args.output()));
  }
}
