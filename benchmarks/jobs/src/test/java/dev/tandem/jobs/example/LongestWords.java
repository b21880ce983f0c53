package dev.tandem.jobs.example;

import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.util.List;
import java.util.Locale;

/** The longest word for each first letter; of several the first one in the alphabet. */
public final class LongestWords implements Job {
  @Override
  public String name() {
    return "longest-words";
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    p.read(TextLines.of(args.inputs()))
        .flatMap(line -> List.of(line.toLowerCase(Locale.ROOT).split("\\P{L}+")))
        .filter(word -> !word.isEmpty())
        .keyBy(word -> Character.toString(word.codePointAt(0)))
        .reduceByKey(LongestWords::longer)
        .write(TextSink.to(args.output()));
  }

  private static String longer(String a, String b) {
    if (a.length() == b.length()) {
      return a.compareTo(b) < 0 ? a : b;
    }
    return a.length() > b.length() ? a : b;
  }
}
