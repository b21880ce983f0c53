package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.PairEmitter;
import dev.tandem.contract.flow.PairFn;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.FileLine;
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

  /** Each token with the name of its file, which is worked out once for the lines of a file. */
  private static final class Postings implements PairFn<FileLine, String, String> {
    private static final long serialVersionUID = 1L;

    private final Tokens tokens;

    /** Of the line before; tasks of other files may replace it at any time. */
    private transient Named last;

    Postings(Tokens tokens) {
      this.tokens = tokens;
    }

    @Override
    public void apply(FileLine line, PairEmitter<String, String> out) {
      Named named = last;
      if (named == null || !named.path.equals(line.file())) {
        named = new Named(line.file(), line.baseName());
        last = named;
      }
      String file = named.base;
      tokens.each(line.line(), token -> out.emit(token, file));
    }

    private record Named(String path, String base) {}
  }

  /** Counts the occurrences by file; the result lists the files in byte order. */
  private record Files(boolean counts) implements Aggregator<String, FileCounts, String> {
    @Override
    public FileCounts create() {
      return new FileCounts();
    }

    @Override
    public FileCounts add(FileCounts files, String file) {
      files.add(file, 1);
      return files;
    }

    @Override
    public FileCounts merge(FileCounts into, FileCounts from) {
      from.each(into::add);
      return into;
    }

    @Override
    public String finish(FileCounts files) {
      Map<String, Long> sorted = new TreeMap<>(Orders.text());
      files.each(sorted::put);
      return sorted.entrySet().stream()
          .map(file -> counts ? file.getKey() + ":" + file.getValue() : file.getKey())
          .collect(Collectors.joining(","));
    }

    @Override
    public Codec<FileCounts> accumulatorCodec() {
      return FileCounts.CODEC;
    }
  }
}
