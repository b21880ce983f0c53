package dev.tandem.testkit.probe;

import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;

/**
 * A bug of the job: a function that captures what cannot be shipped. Refused before the first task.
 */
public final class NotSerializable implements Job {
  private static final long serialVersionUID = 1L;

  private final Numbers numbers = Numbers.of(1, 3);

  @Override
  public String name() {
    return "not-serializable";
  }

  @Override
  public String describe() {
    return "a function that captures a thread: refused before the first task";
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    Thread captured = Thread.currentThread();
    p.read(numbers).map(n -> n + captured.getPriority()).write(TextSink.to(args.output()));
  }

  /** How many splits were opened: none. */
  public long opened() {
    return numbers.opened().count();
  }
}
