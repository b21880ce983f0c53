package dev.tandem.spark;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A job whose shuffles are combined, joined, sorted, and used by two writes. */
final class LedgerProbe implements Job {
  private static final long serialVersionUID = 1L;

  /** Runs it in a folder. */
  static RunReport run(Engine engine, Path folder) {
    LedgerProbe job = new LedgerProbe();
    RunOptions options =
        RunOptions.defaults()
            .withNodes(1, 2)
            .withPartitions(3)
            .withScratch(folder.resolve("probe-scratch").toString())
            .withOutput(folder.resolve("probe-out").toString(), true);
    return Tandem.run(job, JobArgs.of(job, List.of(), Map.of()), engine, options);
  }

  @Override
  public String name() {
    return "ledger-probe";
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    KeyedBag<Long, Long> sums =
        p.read(Numbers.of(3, 300)).keyBy(n -> n % 17).reduceByKey(Long::sum);
    sums.join(sums.mapValues(v -> 1L))
        .keys()
        .distinct()
        .sort(Orders.longs())
        .write(TextSink.to(args.output("keys")));
    sums.groupByKey()
        .flatMap(Long.class, (key, values, out) -> values.forEachRemaining(out::emit))
        .write(TextSink.to(args.output("values")));
  }
}
