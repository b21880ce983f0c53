package dev.tandem.testkit.probe;

import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;

/**
 * Doubles the numbers 0 to 29 in three tasks, one of which crashes in its first attempt, in the
 * middle of its split.
 */
public final class CrashOnce implements Job {
  private static final long serialVersionUID = 1L;

  private final Watch crashes = Watch.fresh();
  private final Watch calls = Watch.fresh();

  @Override
  public String name() {
    return "crash-once";
  }

  @Override
  public String describe() {
    return "a task that crashes half-way in its first attempt";
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    Watch crash = crashes;
    Watch call = calls;
    p.read(Numbers.of(3, 10))
        .map(
            n -> {
              call.tick();
              if (n == 15 && crash.tick() == 0) {
                throw new IllegalStateException("a crash on purpose");
              }
              return n * 2;
            })
        .named("double")
        .write(TextSink.to(args.output()));
  }

  /** How often the function was called over all attempts. */
  public long calls() {
    return calls.count();
  }
}
