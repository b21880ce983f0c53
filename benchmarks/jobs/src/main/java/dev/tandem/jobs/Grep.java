package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.PairFn;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Matched text TAB number of matches, or matching line TAB how often that very line occurs. */
public final class Grep implements Job {
  private static final Param<Pattern> PATTERN =
      new Param<>(
          "pattern", "regular expression", null, "what to look for", List.of(), Pattern::compile);
  private static final Param<String> MODE =
      Param.choice("mode", "matches", "count matched texts or matching lines", "matches", "lines");

  @Override
  public String name() {
    return "grep";
  }

  @Override
  public String describe() {
    return "counts what a regular expression matches";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(PATTERN, MODE);
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    Pattern pattern = args.get(PATTERN);
    p.read(TextLines.of(args.inputs()))
        .mapToPair(
            String.class,
            Long.class,
            args.get(MODE).equals("lines") ? lines(pattern) : matches(pattern))
        .named("found")
        .groupByKey()
        .aggregate(Aggregators.sumLong())
        .named("counts")
        .mapToPair(
            String.class,
            Long.class,
            (found, out) -> out.emit(Cells.escape(found.first()), found.second()))
        .named("escaped")
        .write(TextSink.to(args.output()));
  }

  private static PairFn<String, String, Long> matches(Pattern pattern) {
    return (line, out) -> {
      Matcher matcher = pattern.matcher(line);
      while (matcher.find()) {
        out.emit(matcher.group(), 1L);
      }
    };
  }

  private static PairFn<String, String, Long> lines(Pattern pattern) {
    return (line, out) -> {
      if (pattern.matcher(line).find()) {
        out.emit(line, 1L);
      }
    };
  }
}
