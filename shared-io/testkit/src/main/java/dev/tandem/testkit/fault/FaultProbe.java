package dev.tandem.testkit.fault;

import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import dev.tandem.testkit.probe.Numbers;

/**
 * The job that faults strike: three splits of 100 numbers, grouped by their remainder, each group
 * summed. It counts its records and its groups.
 */
public final class FaultProbe implements Job {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    Counter records = p.counter("records");
    Counter groups = p.counter("groups");
    p.read(Numbers.of(3, 100))
        .mapToPair(
            Long.class,
            Long.class,
            (n, out) -> {
              records.increment();
              out.emit(n % 17, n);
            })
        .named("remainders")
        .groupByKey()
        .flatMap(
            String.class,
            (key, values, out) -> {
              groups.increment();
              long sum = 0;
              while (values.hasNext()) {
                sum += values.next();
              }
              out.emit(key + ":" + sum);
            })
        .named("sums")
        .write(TextSink.to(args.output()));
  }
}
