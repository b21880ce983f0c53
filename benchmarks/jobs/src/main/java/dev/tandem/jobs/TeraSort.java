package dev.tandem.jobs;

import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Answer;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.FixedLength;
import dev.tandem.formats.FixedLengthSink;

/**
 * Rows of 100 bytes in the order of their first 10, totally ordered across part files: Hadoop's
 * TeraSort. The whole row is the key, so that rows with equal keys have one order too, the same on
 * every engine.
 */
public final class TeraSort implements Job {
  /** Bytes of a row. */
  static final int ROW = 100;

  /** Bytes at the beginning of a row that are its key. */
  static final int KEY = 10;

  @Override
  public String name() {
    return "terasort";
  }

  @Override
  public String describe() {
    return "sorts binary rows of 100 bytes, the first 10 the key";
  }

  @Override
  public Answer answer() {
    return Answer.binary(ROW).ordered();
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    p.read(FixedLength.of(args.inputs(), ROW))
        .named("rows")
        .sort(Orders.bytes())
        .named("sorted")
        .write(FixedLengthSink.to(args.output(), ROW));
  }
}
