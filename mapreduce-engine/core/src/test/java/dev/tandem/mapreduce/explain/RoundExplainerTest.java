package dev.tandem.mapreduce.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.FlowPipeline;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.OutputFolder;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import dev.tandem.mapreduce.MapReduceEngine;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundExplainerTest {
  @TempDir Path folder;

  private String explain(Consumer<Pipeline> flow) {
    RunOptions options =
        RunOptions.defaults()
            .withNodes(1, 2)
            .withScratch(folder.resolve("scratch").toString())
            .withOutput(folder.resolve("out").toString(), false);
    try (Session session = new MapReduceEngine().open("test", options)) {
      FlowPipeline pipeline = new FlowPipeline(session, options);
      flow.accept(pipeline);
      Explanation explanation = session.explain(pipeline.pendingPlan());
      return explanation.units().stream()
          .map(RoundExplainerTest::text)
          .collect(Collectors.joining());
    }
  }

  private static String text(Explanation.Unit unit) {
    return unit.lines().stream()
        .map(
            line ->
                line.kind()
                    + " "
                    + line.text()
                    + (line.why().isEmpty() ? "" : " (" + line.why() + ")")
                    + "\n")
        .collect(
            Collectors.joining(
                "", unit.kind() + " " + unit.number() + " " + unit.name() + "\n", ""));
  }

  private static KeyedBag<String, Long> counts(Pipeline p) {
    return p.read(TextLines.of(List.of("no-such-file")))
        .mapToPair(String.class, Long.class, (line, out) -> out.emit(line, 1L))
        .named("tokens")
        .groupByKey()
        .aggregate(Aggregators.sumLong())
        .named("counts");
  }

  @Test
  void saysWhatIsShuffledAndKeptAndWhy() {
    assertThat(
            explain(
                p -> {
                  KeyedBag<String, Long> counts = counts(p).reuse();
                  counts
                      .join(counts.mapValues(n -> n).as(Codecs.TEXT, Codecs.LONG).named("copy"))
                      .named("joined")
                      .write(TextSink.to(new OutputFolder("")));
                }))
        .isEqualTo(
            """
            round 1 counts
            READ text lines of no-such-file
            STEP tokens
            SHUFFLE groupByKey: sort by String into 2 partitions, combined before (all values of a key must meet)
            STEP counts
            KEEP counts in files (the job uses it again)
            round 2 joined
            REREAD join: merge counts, counts (copy) by key (no shuffle: all inputs are in 2 partitions alike, sorted by key)
            STEP joined
            WRITE write
            """);
  }

  @Test
  void saysWhatIsSampledAndWhatIsSlow() {
    Comparator<String> byLength =
        (Comparator<String> & Serializable) (a, b) -> Integer.compare(a.length(), b.length());
    assertThat(
            explain(
                p ->
                    p.read(TextLines.of(List.of("no-such-file")))
                        .sort(Orders.by(byLength))
                        .write(TextSink.to(new OutputFolder("")))))
        .contains("keys are sampled first")
        .contains("slow: a Comparator has no byte encoding");
  }
}
