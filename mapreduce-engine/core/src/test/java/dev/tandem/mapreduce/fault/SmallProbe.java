package dev.tandem.mapreduce.fault;

import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import dev.tandem.testkit.probe.Numbers;

/** So small that it can be run for each bit of what it writes: numbers and how often each comes. */
record SmallProbe(int splits, int each) implements Job {
  @Override
  public String name() {
    return "small";
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    p.read(Numbers.of(splits, each))
        .mapToPair(Long.class, Long.class, (n, out) -> out.emit(n % 3, n))
        .groupByKey()
        .flatMap(
            String.class,
            (key, values, out) -> {
              long sum = 0;
              while (values.hasNext()) {
                long n = values.next();
                sum += n * n + 1;
              }
              out.emit(key + ":" + sum);
            })
        .write(TextSink.to(args.output()));
  }
}
