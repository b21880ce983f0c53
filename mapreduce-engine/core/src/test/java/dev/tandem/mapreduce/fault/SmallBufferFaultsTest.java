package dev.tandem.mapreduce.fault;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import dev.tandem.testkit.fault.FaultCase;
import dev.tandem.testkit.probe.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Map tasks spill several times, and two runs are merged at once: there are merges that fail. The
 * limit of a spill is far below the buffer and all records have about one size: only then is it the
 * limit that ends a spill, whatever task had the buffer's memory before.
 */
class SmallBufferFaultsTest extends MapReduceFaults {
  /** 300 records under 17 long keys. */
  private record LongKeys() implements Job {
    @Override
    public String name() {
      return "long-keys";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      p.read(Numbers.of(3, 100))
          .mapToPair(
              String.class,
              Long.class,
              (n, out) -> out.emit("all keys have this length " + (char) ('a' + n % 17), n))
          .groupByKey()
          .aggregate(Aggregators.sumLong())
          .write(TextSink.to(args.output()));
    }
  }

  @Override
  protected Job job() {
    return new LongKeys();
  }

  @Override
  protected RunOptions change(RunOptions options) {
    return super.change(options)
        .withConf("combiner", "false")
        .withConf("mapreduce.task.io.sort.mb", "0.002")
        .withConf("mapreduce.map.sort.spill.percent", "0.5")
        .withConf("mapreduce.task.io.sort.factor", "2");
  }

  @Override
  protected List<FaultCase> cases() {
    List<FaultCase> cases = new ArrayList<>(super.cases());
    cases.add(
        FaultCase.failing("B1 later spill", "map.spill.write \"round 1 map*\" 2 0 3 io-error"));
    cases.add(FaultCase.failing("B2 map merge", "merge.write \"round 1 map*\" 1 0 1 io-error"));
    cases.add(
        FaultCase.failing("B2 reduce merge", "merge.write \"round 1 reduce*\" 1 0 1 io-error"));
    return cases;
  }
}
