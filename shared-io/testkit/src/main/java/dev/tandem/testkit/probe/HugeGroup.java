package dev.tandem.testkit.probe;

import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextSink;
import java.util.List;

/**
 * One key with many values of a hundred characters: more than the memory of a run, unless it is
 * given much.
 */
public final class HugeGroup implements Job {
  private static final long serialVersionUID = 1L;
  private static final Param<Integer> VALUES = Param.number("values", 40_000, "how many");

  @Override
  public String name() {
    return "huge-group";
  }

  @Override
  public String describe() {
    return "one key with more values than fit in memory";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(VALUES);
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    p.read(Numbers.of(4, args.get(VALUES) / 4))
        .map(n -> String.valueOf(1_000_000 + n).repeat(15))
        .keyBy(text -> "all")
        .groupByKey()
        .flatMap(
            String.class,
            (key, values, out) -> {
              long count = 0;
              long length = 0;
              while (values.hasNext()) {
                length += values.next().length();
                count++;
              }
              out.emit(count + " values, " + length + " characters");
            })
        .write(TextSink.to(args.output()));
  }
}
