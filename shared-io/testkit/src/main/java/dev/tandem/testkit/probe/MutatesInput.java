package dev.tandem.testkit.probe;

import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;

/** A bug of the job: changes a record that it was given. The reference engine names the step. */
public final class MutatesInput implements Job {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "mutates-input";
  }

  @Override
  public String describe() {
    return "a function that changes the record it is given: wrong, and found by the reference engine";
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    Bag<long[]> arrays =
        p.read(Numbers.of(1, 3)).map(n -> new long[] {n}).as(Codecs.of(long[].class));
    arrays.map(array -> ++array[0]).named("increment").write(TextSink.to(args.output()));
  }
}
