package dev.tandem.hadoop.minicluster;

import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Counts the numbers of its input by remainder, names the remainders by a broadcast, and sorts. In
 * a task that is the first to find the file {@code trap} missing it writes its process id there and
 * waits to be killed.
 */
public final class Visits implements Job {
  private static final long serialVersionUID = 1L;
  private static final Param<String> TRAP = Param.text("trap", "", "where a task waits");

  @Override
  public String name() {
    return "visits";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(TRAP);
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    Counter numbers = p.counter("numbers");
    Broadcast<Map<String, String>> names = p.broadcast(Map.of("0", "zero", "1", "one", "2", "two"));
    String trap = args.get(TRAP);
    KeyedBag<String, Long> counts =
        p.read(TextLines.of(args.inputs()))
            .mapToPair(
                String.class,
                Long.class,
                (line, out) -> {
                  numbers.increment();
                  if (line.equals("5")) {
                    fallInto(trap);
                  }
                  String remainder = Long.toString(Long.parseLong(line) % 7);
                  out.emit(names.value().getOrDefault(remainder, remainder), 1L);
                })
            .named("remainders")
            .reduceByKey(Long::sum)
            .named("counts");
    counts.sortByKey(Orders.text()).named("sorted").write(TextSink.to(args.output()));
  }

  private static void fallInto(String trap) throws IOException, InterruptedException {
    if (!trap.isEmpty() && !Files.exists(Path.of(trap))) {
      Path written = Files.createTempFile(Path.of(trap).getParent(), "pid", "");
      Files.writeString(written, Long.toString(ProcessHandle.current().pid()));
      Files.move(written, Path.of(trap));
      while (true) {
        Thread.sleep(60_000); // until the process is killed
      }
    }
  }
}
