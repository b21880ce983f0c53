package dev.tandem.hadoop;

import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import dev.tandem.testkit.probe.Numbers;
import dev.tandem.testkit.probe.Watch;

/** Fails some times and would then succeed. */
final class FailingJob implements Job {
  private static final long serialVersionUID = 1L;

  private final int times;
  private final Watch calls = Watch.fresh();

  FailingJob(int times) {
    this.times = times;
  }

  @Override
  public String name() {
    return "failing";
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    Watch watch = calls;
    int failures = times;
    p.read(Numbers.of(1, 1))
        .map(
            n -> {
              long call = watch.tick();
              if (call < failures) {
                throw new IllegalStateException("failure " + call);
              }
              return n;
            })
        .write(TextSink.to(args.output()));
  }
}
