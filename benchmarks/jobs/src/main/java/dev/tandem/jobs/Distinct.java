package dev.tandem.jobs;

import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;

/** The distinct lines. */
public final class Distinct implements Job {
  @Override
  public String name() {
    return "distinct";
  }

  @Override
  public String describe() {
    return "keeps one of each set of equal lines";
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    p.read(TextLines.of(args.inputs())).distinct().named("lines").write(TextSink.to(args.output()));
  }
}
