package dev.tandem.spark.cluster;

import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;

/**
 * Counts words, sorted. Where a gate is given, the reduce side tells that it has begun by making a
 * file, and goes on when another one is there.
 */
public final class SlowCounts implements Job {
  private static final long serialVersionUID = 1L;
  private static final Param<String> GATE = Param.text("gate", "", "a folder, or none");

  @Override
  public String name() {
    return "slow-counts";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(GATE);
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    String gate = args.get(GATE);
    Counter words = p.counter("words");
    p.read(TextLines.of(args.inputs()))
        .mapToPair(
            String.class,
            Long.class,
            (line, out) -> {
              for (String word : line.split(" ")) {
                words.increment();
                out.emit(word, 1L);
              }
            })
        .named("words")
        .reduceByKey(Long::sum)
        .mapValues(
            count -> {
              pass(gate);
              return count;
            })
        .named("counts")
        .write(TextSink.to(args.output()));
  }

  private static void pass(String gate) throws Exception {
    if (gate.isEmpty()) {
      return;
    }
    Path folder = Path.of(gate);
    Path open = folder.resolve("open");
    if (Files.exists(open)) {
      return;
    }
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Files.write(folder.resolve("waiting-" + ProcessHandle.current().pid()), new byte[0]);
      while (!Files.exists(open)) {
        WatchKey key = watch.take();
        key.pollEvents();
        key.reset();
      }
    }
  }
}
