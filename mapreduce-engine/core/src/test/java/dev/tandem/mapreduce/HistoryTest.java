package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.InputException;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import dev.tandem.mapreduce.explain.history.HistoryEvent;
import dev.tandem.mapreduce.explain.history.HistorySummary;
import dev.tandem.mapreduce.explain.history.JobHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hadoop's counters and the file in which a run is remembered. */
class HistoryTest {
  @TempDir Path folder;

  private Flow flow(String name) {
    return new Flow(
        folder,
        options ->
            options
                .withNodes(1, 2)
                .withPartitions(2)
                .withConf("history", folder.resolve(name).toString()));
  }

  private Path words() throws IOException {
    Path input = folder.resolve("input");
    Files.createDirectories(input);
    Files.writeString(input.resolve("a"), "Hello World Bye World\n");
    Files.writeString(input.resolve("b"), "Hello Hadoop Goodbye Hadoop\n");
    return input;
  }

  /** Counts words, then counts how many words have each count: two rounds. */
  private static Flow.Definition histogram(Path input) {
    String path = input.toString();
    return (Pipeline p, JobArgs args) ->
        p.read(TextLines.of(List.of(path)))
            .mapToPair(
                String.class,
                Long.class,
                (line, out) -> {
                  for (String word : line.split(" ")) {
                    out.emit(word, 1L);
                  }
                })
            .groupByKey()
            .aggregate(Aggregators.sumLong())
            .named("counts")
            .mapToPair(Long.class, Long.class, (pair, out) -> out.emit(pair.second(), 1L))
            .groupByKey()
            .aggregate(Aggregators.sumLong())
            .named("histogram")
            .write(TextSink.to(args.output()));
  }

  private JobHistory read(String name) throws IOException {
    return JobHistory.read(LocalFileStore.INSTANCE, folder.resolve(name).toString());
  }

  @Test
  void countersOfTheTutorialAreHadoops() throws IOException {
    flow("h").run(histogram(words()));
    List<HistoryEvent> ends = read("h").of("JOB_FINISHED");
    assertThat(ends).hasSize(2);
    assertThat(ends.get(0).byName())
        .containsAllEntriesOf(
            Map.ofEntries(
                Map.entry("MAP_INPUT_RECORDS", 2L),
                Map.entry("MAP_OUTPUT_RECORDS", 8L),
                Map.entry("COMBINE_INPUT_RECORDS", 8L),
                Map.entry("COMBINE_OUTPUT_RECORDS", 6L),
                Map.entry("REDUCE_INPUT_GROUPS", 5L),
                Map.entry("REDUCE_INPUT_RECORDS", 6L),
                Map.entry("REDUCE_OUTPUT_RECORDS", 5L),
                Map.entry("SPILLED_RECORDS", 6L),
                Map.entry("SHUFFLED_MAPS", 4L),
                Map.entry("MERGED_MAP_OUTPUTS", 4L),
                Map.entry("FAILED_SHUFFLE", 0L),
                Map.entry("MAP_SKIPPED_RECORDS", 0L),
                Map.entry("TOTAL_LAUNCHED_MAPS", 2L),
                Map.entry("TOTAL_LAUNCHED_REDUCES", 2L)))
        .containsKeys("CPU_MILLISECONDS", "GC_TIME_MILLIS", "COMMITTED_HEAP_BYTES", "MILLIS_MAPS");
    // The second round reads what the first one has left, which the ledger does not call input.
    assertThat(ends.get(1).byName())
        .containsEntry("MAP_INPUT_RECORDS", 5L)
        .containsEntry("REDUCE_OUTPUT_RECORDS", 2L);
    long bytes = ends.get(0).byName().get("MAP_OUTPUT_BYTES");
    assertThat(bytes).isEqualTo("HelloWorldByeWorldHelloHadoopGoodbyeHadoop".length() + 8 * 2L);
    assertThat(ends.get(0).byName().get("MAP_OUTPUT_MATERIALIZED_BYTES")).isPositive();
    assertThat(ends.get(0).byName().get("REDUCE_SHUFFLE_BYTES"))
        .isEqualTo(ends.get(0).byName().get("MAP_OUTPUT_MATERIALIZED_BYTES"));
  }

  @Test
  void whereTheLedgerCountsTheSameTheAmountsAreEqual() throws IOException {
    Path input = words();
    String path = input.toString();
    RunReport report =
        flow("h")
            .run(
                (p, args) ->
                    p.read(TextLines.of(List.of(path)))
                        .keyBy(line -> line.length())
                        .groupByKey()
                        .aggregate(Aggregators.count())
                        .write(TextSink.to(args.output())));
    Map<String, Long> counters = read("h").of("JOB_FINISHED").get(0).byName();
    for (TaskCounter counter : TaskCounter.values()) {
      if (counter.measure().isPresent()) {
        assertThat(counters.getOrDefault(counter.name(), 0L))
            .as(counter.name())
            .isEqualTo(report.get(counter.measure().get()));
      }
    }
    assertThat(report.get(Measure.MAP_OUTPUT_RECORDS)).isEqualTo(2);
  }

  @Test
  void attemptsAreTold() throws IOException {
    String faults =
        flow("x").write("faults", "task.commit \"round 1 map*\" 1 0 1 throw\n").toString();
    flow("h").with(options -> options.withConf("faults", faults)).run(histogram(words()));
    JobHistory history = read("h");
    assertThat(history.events().get(0).type()).isEqualTo("HISTORY");
    assertThat(history.events().get(0).schema()).isEqualTo(JobHistory.SCHEMA);
    assertThat(history.events().get(0).status()).isEqualTo("SUCCEEDED");
    assertThat(history.of("JOB_INITED").get(0).maps()).isEqualTo(2);
    assertThat(history.of("JOB_INITED").get(0).reduces()).isEqualTo(2);
    assertThat(history.of("MAP_ATTEMPT_FAILED"))
        .singleElement()
        .satisfies(event -> assertThat(event.id()).matches("attempt_\\d+_0001_m_000001_0"));
    assertThat(history.of("TASK_FINISHED")).hasSize(2 + 2 + 2 + 2);
    Map<String, Long> counters = history.of("JOB_FINISHED").get(0).byName();
    assertThat(counters)
        .containsEntry("NUM_FAILED_MAPS", 1L)
        .containsEntry("TOTAL_LAUNCHED_MAPS", 3L)
        .containsEntry("MAP_INPUT_RECORDS", 2L);
  }

  /** Hadoop's {@code TaskImpl} tells of each end of a task that has succeeded. */
  @Test
  void aMapTaskWhoseOutputWasLostEndsTwice() throws IOException {
    String faults =
        flow("x").write("faults", "task.commit \"round 1 map*\" 1 0 1 delete-output\n").toString();
    flow("h").with(options -> options.withConf("faults", faults)).run(histogram(words()));
    List<String> ended =
        read("h").of("TASK_FINISHED").stream()
            .map(HistoryEvent::id)
            .filter(id -> id.endsWith("_0001_m_000001"))
            .toList();
    assertThat(ended).hasSize(2);
    assertThat(read("h").of("TASK_STARTED")).extracting(HistoryEvent::id).doesNotHaveDuplicates();
    assertThat(read("h").of("MAP_ATTEMPT_FINISHED"))
        .extracting(HistoryEvent::id)
        .doesNotHaveDuplicates()
        .anyMatch(id -> id.endsWith("_0001_m_000001_1"));
  }

  @Test
  void aRunThatFailsIsRememberedToo() throws IOException {
    Path input = words();
    String path = input.toString();
    assertThatThrownBy(
            () ->
                flow("h")
                    .with(options -> options.withAttempts(2))
                    .run(
                        (p, args) ->
                            p.read(TextLines.of(List.of(path)))
                                .map(line -> line.charAt(1000))
                                .map(String::valueOf)
                                .write(TextSink.to(args.output()))))
        .isInstanceOf(JobFailed.class);
    assertThat(read("h").events().get(0).status()).isEqualTo("FAILED");
    assertThat(read("h").of("JOB_FAILED")).hasSize(1);
    assertThat(read("h").of("MAP_ATTEMPT_FAILED")).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void anExistingFileIsKept() throws IOException {
    Files.writeString(folder.resolve("h"), "mine");
    assertThatThrownBy(() -> flow("h").run(histogram(words())))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("h exists; remove it, or name a new file");
    assertThat(folder.resolve("h")).hasContent("mine");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aSummaryTellsTasksCountersAndPhases() throws IOException {
    String faults =
        flow("x").write("faults", "task.commit \"round 1 map*\" 1 0 1 throw\n").toString();
    flow("h").with(options -> options.withConf("faults", faults)).run(histogram(words()));
    HistorySummary summary = HistorySummary.of(read("h"));
    assertThat(summary.status()).isEqualTo("SUCCEEDED");
    assertThat(summary.jobs()).hasSize(2);
    HistorySummary.Job first = summary.jobs().get(0);
    assertThat(first.status()).isEqualTo("FINISHED");
    assertThat(first.kinds())
        .containsExactly(
            new HistorySummary.Kind("map", 2, 2, 1, 0),
            new HistorySummary.Kind("reduce", 2, 2, 0, 0));
    assertThat(first.counters().get("org.apache.hadoop.mapreduce.TaskCounter"))
        .containsEntry("MAP_INPUT_RECORDS", 2L);
    assertThat(first.phases())
        .extracting(HistorySummary.Phase::phase)
        .containsExactly("map", "shuffle", "merge", "reduce");
    for (HistorySummary.Phase phase : first.phases()) {
      assertThat(phase.worst()).hasSize(2);
      assertThat(phase.best()).isEqualTo(phase.worst().get(1));
      assertThat(phase.best().millis()).isLessThanOrEqualTo(phase.worst().get(0).millis());
      assertThat(phase.averageMillis())
          .isEqualTo((phase.worst().get(0).millis() + phase.worst().get(1).millis()) / 2.0);
      assertThat(phase.last().task()).matches("task_\\d+_0001_[mr]_00000[01]");
    }
  }

  @Test
  void aMapTaskThatRunsAgainIsOneTaskAndTheJobEndsWithItsLastAttempt() throws IOException {
    Path input = Files.createDirectories(folder.resolve("long"));
    Files.writeString(input.resolve("a"), "Hello World Bye World\n".repeat(100));
    Files.writeString(input.resolve("b"), "Hello Hadoop Goodbye Hadoop\n".repeat(100));
    HostileFiles damaging = HostileFiles.damaging(1, HostileFiles.named("spill"));
    flow("h")
        .with(options -> options.withConf("combiner", "false").withFiles(damaging))
        .run(histogram(input));
    JobHistory history = read("h");
    List<HistoryEvent> own =
        history.events().stream()
            .filter(event -> event.id() != null && event.id().contains("_0001"))
            .toList();
    assertThat(own)
        .filteredOn(event -> event.type().equals("MAP_ATTEMPT_STARTED"))
        .extracting(HistoryEvent::id)
        .hasSize(3)
        .doesNotHaveDuplicates()
        .filteredOn(id -> id.endsWith("_1"))
        .hasSize(1);
    HistorySummary.Job job = HistorySummary.of(history).jobs().get(0);
    assertThat(job.kinds().get(0)).isEqualTo(new HistorySummary.Kind("map", 2, 2, 0, 0));
    assertThat(job.phases().get(0).worst()).hasSize(2);
    assertThat(job.endedMillis())
        .isEqualTo(own.stream().mapToLong(HistoryEvent::millis).max().orElseThrow());
    List<String> types = own.stream().map(HistoryEvent::type).toList();
    assertThat(types.get(types.size() - 1)).isEqualTo("JOB_FINISHED");
  }

  @Test
  void thePartsOfAReduceTaskEndWhileItRuns() throws IOException {
    flow("h").run(histogram(words()));
    JobHistory history = read("h");
    List<HistoryEvent> begun = history.of("REDUCE_ATTEMPT_STARTED");
    List<HistoryEvent> ended = history.of("REDUCE_ATTEMPT_FINISHED");
    assertThat(ended).hasSize(4);
    for (HistoryEvent end : ended) {
      assertThat(begun)
          .filteredOn(event -> event.id().equals(end.id()))
          .singleElement()
          .satisfies(
              begin ->
                  assertThat(
                          List.of(
                              begin.millis(),
                              end.shuffledMillis(),
                              end.sortedMillis(),
                              end.millis()))
                      .isSorted());
    }
  }

  private static final AtomicBoolean LOADED = new AtomicBoolean();

  /** For a reader that believes the file. */
  public static final class Gadget {
    static {
      LOADED.set(true);
    }
  }

  @Test
  void aHistoryThatNamesAClassLoadsNone() throws IOException {
    String line =
        "{\"@class\":\"X\",\"@type\":\"X\",\"type\":\"HISTORY\",\"millis\":1,\"schema\":2,"
            + "\"status\":\"X\",\"extra\":{\"@class\":\"X\"},\"more\":[\"X\",{}]}\n";
    Files.writeString(folder.resolve("hostile"), line.replace("X", Gadget.class.getName()));
    assertThat(read("hostile").events()).hasSize(1);
    assertThat(LOADED).isFalse();
    String counters = "{\"type\":\"A\",\"millis\":1,\"counters\":[\"X\",{}]}\n";
    Files.writeString(folder.resolve("worse"), counters.replace("X", Gadget.class.getName()));
    assertThatThrownBy(() -> read("worse")).isInstanceOf(InputException.class);
    assertThat(LOADED).isFalse();
  }

  /** A copy that was cut behind a line. */
  @Test
  void aHistoryThatEndsInAJobIsRefused() throws IOException {
    flow("h").run(histogram(words()));
    List<String> lines = Files.readAllLines(folder.resolve("h"));
    Files.write(folder.resolve("cut"), lines.subList(0, lines.size() - 1));
    assertThatThrownBy(() -> read("cut"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cut, line " + (lines.size() - 1))
        .hasMessageContaining("ends in the middle of a job; copy the file again");
  }

  @Test
  void filesThatAreNoHistoryAreRefused() throws IOException {
    for (String text :
        List.of(
            "",
            "no json\n",
            "{}\n",
            "null\n",
            "{\"type\":\"JOB_FINISHED\",\"millis\":1}\n",
            "{\"type\":\"HISTORY\",\"millis\":1,\"schema\":2}\n{\"type\":",
            "{\"type\":\"HISTORY\",\"schema\":2}\n{\"type\":\"MAP_ATTEMPT_FINISHED\"}\n",
            "{\"type\":\"HISTORY\",\"schema\":2}\n{\"type\":\"JOB_FINISHED\",\"id\":\"j\","
                + "\"counters\":{\"g\":null}}\n",
            "{\"type\":\"HISTORY\",\"schema\":2}\n{\"type\":\"JOB_FINISHED\",\"id\":\"j\","
                + "\"counters\":{\"g\":{\"n\":null}}}\n",
            "{\"type\":\"HISTORY\",\"millis\":1,\"schema\":3}\n",
            "{\"type\":\"HISTORY\",\"millis\":1,\"schema\":1}\n")) {
      Files.writeString(folder.resolve("bad"), text);
      assertThatThrownBy(() -> read("bad")).as(text).hasMessageContaining("bad, line ");
    }
    Files.writeString(
        folder.resolve("newer"), "{\"type\":\"HISTORY\",\"millis\":1,\"schema\":2,\"new\":[1]}\n");
    assertThat(read("newer").events()).hasSize(1);
  }
}
