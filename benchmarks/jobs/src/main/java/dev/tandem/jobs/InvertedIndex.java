package dev.tandem.jobs;

import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Token TAB the files that it occurs in, by base name in byte order. */
public final class InvertedIndex implements Job {
  private static final Param<String> TOKENS = Tokens.param(Tokens.WORDS);
  private static final Param<Boolean> COUNTS =
      Param.flag("counts", false, "add ':occurrences' to each file");

  @Override
  public String name() {
    return "inverted-index";
  }

  @Override
  public String describe() {
    return "lists the files in which each token occurs";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(TOKENS, COUNTS);
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    Tokens tokens = Tokens.named(args.get(TOKENS));
    p.read(TextLines.located(args.inputs()))
        .mapToPair(String.class, String.class, new Postings(tokens))
        .named("postings")
        .groupByKey()
        .aggregate(new Files(args.get(COUNTS)))
        .named("index")
        .write(TextSink.to(args.output()));
  }

  /** Counts the occurrences by file; the result lists the files in byte order. */
  private record Files(boolean counts) implements FileCounts.Counting<String> {
    @Override
    public String finish(FileCounts files) {
      Map<String, Long> sorted = new TreeMap<>(Orders.text());
      files.each(sorted::put);
      return sorted.entrySet().stream()
          .map(file -> counts ? file.getKey() + ":" + file.getValue() : file.getKey())
          .collect(Collectors.joining(","));
    }
  }
}
