package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import dev.tandem.testkit.probe.Numbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Map functions that do not give the same twice, and map outputs that are lost. */
class ChangingFunctionsTest {
  @TempDir Path folder;
  private static AtomicInteger openings;

  /** Of each map task. */
  private static AtomicIntegerArray attempts;

  @BeforeEach
  void begin() {
    openings = new AtomicInteger();
    attempts = new AtomicIntegerArray(3);
  }

  private Flow flow(String fetch) {
    return new Flow(
        folder, options -> options.withNodes(1, 1).withPartitions(3).withConf("fetch", fetch));
  }

  /** One map task; each of its attempts marks its records with another number. */
  private void marked(Pipeline p, JobArgs args, boolean changing, String deletes) {
    String scratch = folder.resolve("scratch").toString();
    p.read(Numbers.of(1, 30))
        .mapToPair(
            Long.class,
            Long.class,
            (n, out) -> {
              long mark = n == 0 ? openings.incrementAndGet() : openings.get();
              out.emit(n, changing ? mark : 1);
            })
        .groupByKey()
        .flatMapValues(
            Long.class,
            (key, values, out) -> {
              if (!deletes.isEmpty() && key % 3 == 1) {
                delete(scratch, deletes);
              }
              out.emit(values.next());
            })
        .write(TextSink.to(args.output()));
  }

  /**
   * The second of the reduce tasks does this: one has ended by then, and one has not begun. Where a
   * map task does it, others run beside it and delete their own files.
   */
  private static void delete(String scratch, String name) {
    try {
      for (FileInfo file : entries(scratch)) {
        if (file.directory()) {
          delete(file.path(), name);
        } else if (file.name().equals(name)) {
          LocalFileStore.INSTANCE.delete(file.path());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** None where the folder is gone: other tasks that run clean up behind themselves. */
  private static List<FileInfo> entries(String folder) throws IOException {
    try {
      return LocalFileStore.INSTANCE.list(folder);
    } catch (NoSuchFileException gone) {
      return List.of();
    }
  }

  private static List<String> all(int mark) {
    return LongStream.range(0, 30).mapToObj(n -> n + "\t" + mark).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "copy"})
  void beforeAReduceTaskHasEndedAllTakeTheSecondRun(String fetch) throws Exception {
    String plan =
        flow(fetch).write("faults", "task.commit \"round 1 map*\" 0 0 1 delete-output").toString();
    Flow flow = flow(fetch).with(options -> options.withConf("faults", plan));
    RunReport report = flow.run((p, args) -> marked(p, args, true, ""));
    assertThat(flow.lines()).containsExactlyInAnyOrderElementsOf(all(2));
    assertThat(report.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
    assertThat(report.warnings()).anyMatch(line -> line.contains("left other records"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "copy"})
  void theSecondRunMayLeaveMoreRecords(String fetch) throws Exception {
    String plan =
        flow(fetch).write("faults", "task.commit \"round 1 map*\" 0 0 1 delete-output").toString();
    Flow flow = flow(fetch).with(options -> options.withConf("faults", plan));
    RunReport report =
        flow.run(
            (p, args) ->
                p.read(Numbers.of(1, 30))
                    .filter(
                        n -> (n == 0 ? openings.incrementAndGet() : openings.get()) > 1 || n < 20)
                    .mapToPair(Long.class, Long.class, (n, out) -> out.emit(n, 2L))
                    .groupByKey()
                    .flatMapValues(Long.class, (key, values, out) -> out.emit(values.next()))
                    .write(TextSink.to(args.output())));
    assertThat(flow.lines()).containsExactlyInAnyOrderElementsOf(all(2));
    assertThat(report.get(Measure.SHUFFLE_RECORDS)).as("published first").isEqualTo(20);
    assertThat(report.get(Measure.FETCHED_RECORDS))
        .as("ten more, which the books know of: they balance")
        .isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "copy"})
  void afterOneHasEndedTheRunFailsInsteadOfMixing(String fetch) {
    assertThatThrownBy(() -> flow(fetch).run((p, args) -> marked(p, args, true, "spill0")))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("left other records")
        .hasMessageContaining("must depend on their input alone");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"direct, spill0", "copy, spill0", "copy, spill0.index"})
  void aFunctionThatGivesTheSameIsRunAgainAndNobodyMinds(String fetch, String deleted)
      throws Exception {
    Flow flow = flow(fetch);
    RunReport report = flow.run((p, args) -> marked(p, args, false, deleted));
    assertThat(flow.lines()).containsExactlyInAnyOrderElementsOf(all(1));
    assertThat(report.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
    assertThat(report.warnings()).noneMatch(line -> line.contains("left other records"));
    assertThat(report.get(Measure.FETCHED_RECORDS)).isEqualTo(30);
    assertThat(report.get(Measure.SHUFFLE_RECORDS)).isEqualTo(30);
  }

  /**
   * Small records and then large ones: the memory that the first run leaves is shared otherwise.
   */
  private void sums(Pipeline p, JobArgs args) {
    String scratch = folder.resolve("scratch").toString();
    p.read(Numbers.of(1, 8_000))
        .mapToPair(
            String.class,
            Long.class,
            (n, out) -> out.emit((n < 4_000 ? "" : "x".repeat(300)) + n % 40, n))
        .reduceByKey(Long::sum)
        .mapToPair(
            String.class,
            Long.class,
            (sum, out) -> {
              if (sum.first().equals("1")) {
                delete(scratch, "output");
              }
              out.emit(sum.first().replace("x", ""), sum.second());
            })
        .write(TextSink.to(args.output()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "copy"})
  void whereACombinerWasCalledIsNoDifference(String fetch) throws Exception {
    Flow flow =
        flow(fetch)
            .with(
                options ->
                    options
                        .withPartitions(40)
                        .withConf("mapreduce.task.io.sort.mb", "0.25")
                        .withConf("mapreduce.map.combine.minspills", "1000"));
    RunReport report = flow.run(this::sums);
    assertThat(flow.lines())
        .hasSize(80)
        .contains("0\t" + LongStream.range(0, 100).map(n -> 40 * n).sum());
    assertThat(report.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
  }

  /** Map tasks of 3,000 numbers that emit how often they ran, behind a combiner, in many spills. */
  private void attempts(Pipeline p, JobArgs args, int tasks, boolean deletesInMap) {
    String scratch = folder.resolve("scratch").toString();
    p.read(Numbers.of(tasks, 3_000))
        .mapToPair(
            Long.class,
            Long.class,
            (n, out) -> {
              int task = (int) (n / 3_000);
              if (n % 3_000 == 0 && attempts.incrementAndGet(task) == 1 && task == 2) {
                delete(scratch, "output");
              }
              out.emit(n % 30, (long) attempts.get(task));
            })
        .reduceByKey(Long::max)
        .mapToPair(
            Long.class,
            Long.class,
            (max, out) -> {
              if (!deletesInMap && max.first() % 3 == 1) {
                delete(scratch, "output");
              }
              out.emit(max.first(), max.second());
            })
        .write(TextSink.to(args.output()));
  }

  private Flow spilling(String fetch) {
    return flow(fetch).with(options -> options.withConf("mapreduce.task.io.sort.mb", "0.01"));
  }

  /** A plan whose faults do not strike: outputs are lost by other means, but may be. */
  private String idlePlan() throws IOException {
    return new Flow(folder, options -> options)
        .write("faults", "task.commit \"round 9 map*\" 0 0 1 delete-output")
        .toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "copy"})
  void behindACombinerInManySpillsItIsFoundToo(String fetch) throws Exception {
    String plan = idlePlan();
    Flow flow = spilling(fetch).with(options -> options.withConf("faults", plan));
    assertThatThrownBy(() -> flow.run((p, args) -> attempts(p, args, 1, false)))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("left other records");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** The third task begins when one of the others has ended on its node: its output is there. */
  @ParameterizedTest
  @ValueSource(strings = {"direct", "copy"})
  void onSeveralNodesItIsFoundWithoutAPlanOfFaults(String fetch) throws Exception {
    Flow flow = spilling(fetch).with(options -> options.withNodes(2, 1));
    RunReport report = flow.run((p, args) -> attempts(p, args, 3, true));
    assertThat(report.get(Measure.SPILLED_RECORDS))
        .as("it has spilled more than once")
        .isGreaterThan(2 * report.get(Measure.SHUFFLE_RECORDS));
    assertThat(report.warnings()).anyMatch(line -> line.contains("left other records"));
    assertThat(flow.lines()).hasSize(30).allMatch(line -> line.endsWith("\t2"));
  }

  /** The price of looking is paid where an output may be lost, and nowhere else. */
  @Test
  void onOneNodeWithoutAPlanOfFaultsNobodyLooks() {
    RunReport report = spilling("direct").run((p, args) -> attempts(p, args, 1, false));
    assertThat(report.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
    assertThat(report.warnings()).noneMatch(line -> line.contains("left other records"));
  }
}
