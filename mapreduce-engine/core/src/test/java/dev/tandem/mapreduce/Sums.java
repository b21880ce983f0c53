package dev.tandem.mapreduce;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** A job that adds up {@value #N} numbers under 1,000 keys, and what must come out. */
final class Sums {
  static final int N = 5_000;

  private Sums() {}

  static Bag<Long> numbers(Pipeline p, long n) {
    return p.of(Codecs.LONG, LongStream.range(0, n).boxed().toList());
  }

  static KeyedBag<Long, Long> byKey(Pipeline p) {
    return numbers(p, N)
        .mapToPair(Long.class, Long.class, (n, out) -> out.emit(n * 7919 % 1000, n))
        .named("by key");
  }

  static void write(Pipeline p, JobArgs args) {
    byKey(p)
        .groupByKey()
        .aggregate(Aggregators.sumLong())
        .named("sums")
        .write(TextSink.to(args.output()));
  }

  static List<String> expected() {
    TreeMap<Long, Long> sums = new TreeMap<>();
    for (long n = 0; n < N; n++) {
      sums.merge(n * 7919 % 1000, n, Long::sum);
    }
    return sums.entrySet().stream().map(entry -> entry.getKey() + "\t" + entry.getValue()).toList();
  }

  static RunOptions tinyBuffer(RunOptions options, String factor) {
    return options
        .withConf("mapreduce.task.io.sort.mb", "0.002")
        .withConf("mapreduce.task.io.sort.factor", factor);
  }
}
