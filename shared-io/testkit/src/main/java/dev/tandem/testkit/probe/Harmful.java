package dev.tandem.testkit.probe;

import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;

/**
 * A job that may take its process with it, by name: {@code exits} calls System.exit(3), {@code
 * out-of-memory} really fills the heap, {@code giant-key} has 200 MB of values under one key; every
 * other name reads and writes 20 numbers and does no harm.
 *
 * @param name of the job
 */
public record Harmful(String name) implements Job {
  @Override
  public void define(Pipeline p, JobArgs args) {
    if (name.equals("giant-key")) {
      giantKey(p, args);
    } else {
      String what = name;
      p.read(Numbers.of(2, 10)).map(n -> harm(what, n)).write(TextSink.to(args.output()));
    }
  }

  private static Long harm(String what, Long n) {
    if (what.equals("exits")) {
      System.exit(3);
    } else if (what.equals("out-of-memory")) {
      fillTheHeap();
    }
    return n;
  }

  private static void fillTheHeap() {
    Object[] all = {""};
    while (all.length > 0) {
      all = new Object[] {all, new byte[8 << 20]};
    }
  }

  private static void giantKey(Pipeline p, JobArgs args) {
    p.read(Numbers.of(8, 25))
        .mapToPair(String.class, byte[].class, (n, out) -> out.emit("one", new byte[1 << 20]))
        .groupByKey()
        .flatMap(
            String.class,
            (key, values, out) -> {
              long bytes = 0;
              while (values.hasNext()) {
                bytes += values.next().length;
              }
              out.emit(key + ":" + bytes);
            })
        .write(TextSink.to(args.output()));
  }
}
