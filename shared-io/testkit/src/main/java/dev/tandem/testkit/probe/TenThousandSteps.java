package dev.tandem.testkit.probe;

import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;

/**
 * Ten thousand steps one behind the other: planners and tasks that call themselves overflow the
 * stack.
 */
public final class TenThousandSteps implements Job {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "ten-thousand-steps";
  }

  @Override
  public String describe() {
    return "a lineage of ten thousand steps";
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    Bag<Long> bag = p.read(Numbers.of(2, 2));
    for (int i = 0; i < 10_000; i++) {
      bag = bag.map(n -> n + 1);
    }
    bag.write(TextSink.to(args.output()));
  }
}
