package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.job.Answer;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code token|document} TAB how much the token says about the document: often here, and in few
 * others (Sp&auml;rck Jones: "A statistical interpretation of term specificity", 1972). Documents
 * are files by base name.
 */
public final class TfIdf implements Job {
  private static final Param<String> TOKENS = Tokens.param(Tokens.WORDS);
  private static final Param<String> WEIGHT =
      Param.choice(
          "weight",
          "raw",
          "tf ln(N/df), the same by the document's length, or tf ln((N+1)/(df+1))",
          "raw",
          "norm",
          "smooth");

  @Override
  public String name() {
    return "tfidf";
  }

  @Override
  public String describe() {
    return "weighs tokens by how much they say about their document";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(TOKENS, WEIGHT);
  }

  @Override
  public Answer answer() {
    return Answer.numeric();
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    boolean norm = args.get(WEIGHT).equals("norm");
    double one = args.get(WEIGHT).equals("smooth") ? 1 : 0;
    double documents = p.read(new Documents(args.inputs())).distinct().named("documents").count();
    KeyedBag<String, String> postings =
        p.read(TextLines.located(args.inputs()))
            .mapToPair(String.class, String.class, new Postings(Tokens.named(args.get(TOKENS))))
            .named("postings");
    Broadcast<Map<String, Long>> lengths = p.broadcast(norm ? lengths(postings) : Map.of());
    postings
        .groupByKey()
        .aggregate(new Frequencies())
        .named("frequencies")
        .mapToPair(
            String.class,
            Double.class,
            (token, out) -> {
              double idf = Math.log((documents + one) / (token.second().files() + one));
              token
                  .second()
                  .each(
                      (document, tf) -> {
                        double part = norm ? (double) tf / lengths.value().get(document) : tf;
                        out.emit(token.first() + "|" + document, part * idf);
                      });
            })
        .named("weights")
        .write(TextSink.to(args.output()));
  }

  /** The tokens of each document; as many as there are files, so the driver can hold them. */
  private static Map<String, Long> lengths(KeyedBag<String, String> postings) {
    return postings
        .mapToPair(String.class, Long.class, (token, out) -> out.emit(token.second(), 1L))
        .named("tokens")
        .groupByKey()
        .aggregate(Aggregators.sumLong())
        .named("lengths")
        .collect()
        .stream()
        .collect(Collectors.toMap(Pair::first, Pair::second));
  }

  /** How often a token occurs in each document. */
  private record Frequencies() implements FileCounts.Counting<FileCounts> {
    @Override
    public FileCounts finish(FileCounts counts) {
      return counts;
    }

    @Override
    public Codec<FileCounts> resultCodec() {
      return FileCounts.CODEC;
    }
  }
}
