package @package@;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.util.List;
import java.util.Locale;

/** Counts words of at least a certain length. Change it to what you need. */
public final class @type@ implements Job {
  private static final long serialVersionUID = 1L;
  private static final Param<Integer> LENGTH = Param.number("length", 1, "letters that a word must have");

  @Override
  public String name() {
    return "@name@";
  }

  @Override
  public String describe() {
    return "how often each word of at least a certain length occurs";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(LENGTH);
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    int length = args.get(LENGTH);
    p.read(TextLines.of(args.inputs()))
        .mapToPair(String.class, Long.class, (line, out) -> {
          for (String word : line.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            if (word.length() >= length) {
              out.emit(word, 1L);
            }
          }
        })
        .named("words")
        .reduceByKey(Long::sum)
        .named("counts")
        .write(TextSink.to(args.output()));
  }
}
