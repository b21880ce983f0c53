package dev.tandem.jobs;

import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Answer;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.util.List;

/** All lines of all inputs, totally ordered across part files. */
public final class Sort implements Job {
  private static final Param<String> ORDER =
      Param.choice("order", "bytes", "how lines are compared: by their UTF-8 bytes", "bytes");

  @Override
  public String name() {
    return "sort";
  }

  @Override
  public String describe() {
    return "sorts all lines";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(ORDER);
  }

  @Override
  public Answer answer() {
    return Answer.exact().ordered();
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    p.read(TextLines.of(args.inputs()))
        .sort(Orders.text())
        .named("sorted")
        .write(TextSink.to(args.output()));
  }
}
