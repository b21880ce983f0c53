package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Map outputs that are copied, merged and spilled by the reduce tasks, with Hadoop's figures. */
class CopyingShuffleTest {
  private static final int REPLICAS = 5;
  private static final int WORDS = 4096;

  @TempDir Path folder;
  private final Queue<String> created = new ConcurrentLinkedQueue<>();

  /** Hadoop's file of words: five times the same 4,096, four in a line; a record has 16 bytes. */
  private static String words() {
    StringBuilder text = new StringBuilder();
    for (int replica = 0; replica < REPLICAS; replica++) {
      for (int i = 0; i < WORDS; i++) {
        text.append(String.format(Locale.ROOT, "zymurgyzym%04x%s", i, i % 4 == 3 ? "\n" : " "));
      }
    }
    return text.toString();
  }

  private Path input(int files) throws IOException {
    Path input = folder.resolve("input" + files);
    Files.createDirectories(input);
    for (int i = 0; i < files; i++) {
      Files.writeString(input.resolve("file" + i), words());
    }
    return input;
  }

  private Flow flow(Map<String, String> conf) {
    return new Flow(folder, options -> changed(options.withNodes(1, 1), conf));
  }

  private RunOptions changed(RunOptions options, Map<String, String> conf) {
    RunOptions changed =
        options
            .withPartitions(1)
            .withMemory(16 << 20)
            .withFiles(HostileFiles.damaging(0, path -> !created.add(path)));
    for (Map.Entry<String, String> one : conf.entrySet()) {
      changed = changed.withConf(one.getKey(), one.getValue());
    }
    return changed;
  }

  private static Flow.Definition count(Path input) {
    String path = input.toString();
    return (Pipeline p, JobArgs args) ->
        p.read(TextLines.of(List.of(path)))
            .mapToPair(
                String.class,
                Long.class,
                (line, out) -> {
                  LostNode.meet();
                  for (String word : line.split(" ")) {
                    out.emit(word, 1L);
                  }
                })
            .groupByKey()
            .aggregate(Aggregators.sumLong())
            .write(TextSink.to(args.output()));
  }

  private static Map<String, String> hadoop(int factor) {
    Map<String, String> conf = new LinkedHashMap<>();
    conf.put("defaults", "hadoop");
    conf.put("mapreduce.task.io.sort.mb", "1");
    conf.put("mapreduce.map.sort.spill.percent", "0.50");
    conf.put("mapreduce.task.io.sort.factor", String.valueOf(factor));
    return conf;
  }

  private long files(String name) {
    return created.stream().filter(path -> path.matches(".*/" + name + "\\d+")).count();
  }

  private void check(RunReport report, Flow flow, int files) throws IOException {
    assertThat(report.get(Measure.GROUPS)).isEqualTo(WORDS);
    assertThat(flow.lines())
        .hasSize(WORDS)
        .allMatch(line -> line.endsWith("\t" + REPLICAS * files));
    assertThat(flow.scratch()).isEmpty();
  }

  /** The three scenarios of Hadoop's own {@code TestJobCounters}. */
  @ParameterizedTest
  @CsvSource({"3, 2, 73728", "4, 2, 98304", "5, 3, 122880"})
  void spilledRecordsAreHadoops(int files, int factor, long spilled) throws IOException {
    Flow flow = flow(hadoop(factor));
    RunReport report = flow.run(count(input(files)));
    assertThat(report.get(Measure.SPILLED_RECORDS)).isEqualTo(spilled);
    assertThat(report.get(Measure.INPUT_RECORDS)).isEqualTo(5120L * files);
    assertThat(report.get(Measure.MAP_OUTPUT_RECORDS)).isEqualTo(20_480L * files);
    assertThat(report.get(Measure.SHUFFLE_RECORDS)).isEqualTo(8192L * files);
    check(report, flow, files);
  }

  @Test
  void copiesThatMayStayInMemoryAreNotSpilled() throws IOException {
    Map<String, String> conf = hadoop(2);
    conf.put("mapreduce.reduce.input.buffer.percent", "1");
    Flow flow = flow(conf);
    RunReport report = flow.run(count(input(3)));
    assertThat(report.get(Measure.SPILLED_RECORDS)).isEqualTo(3 * 16_384L);
    check(report, flow, 3);
  }

  @Test
  void largeCopiesGoToDiskAndAreMergedThere() throws IOException {
    Map<String, String> conf = hadoop(2);
    conf.put("mapreduce.reduce.shuffle.memory.limit.percent", "0");
    conf.put("mapreduce.reduce.shuffle.parallelcopies", "1");
    Flow flow = flow(conf);
    RunReport report = flow.run(count(input(5)));
    assertThat(files("copy")).isEqualTo(5);
    // Three on disk make two of them one, twice; then three are left, of which two are merged.
    assertThat(files("shuffled") + files("merge")).isEqualTo(3);
    assertThat(report.get(Measure.SPILLED_RECORDS)).isGreaterThan(5 * 16_384L + 5 * 8192L);
    check(report, flow, 5);
  }

  @Test
  void fullMemoryIsMergedToDiskAndCombined() throws IOException {
    Map<String, String> conf = hadoop(10);
    // A segment has some 140 KB: two of them are beyond the threshold.
    conf.put("mapreduce.reduce.shuffle.input.buffer.percent", "0.02");
    conf.put("mapreduce.reduce.shuffle.memory.limit.percent", "1");
    conf.put("mapreduce.reduce.shuffle.parallelcopies", "1");
    Flow flow = flow(conf);
    RunReport report = flow.run(count(input(4)));
    assertThat(files("shuffled")).isEqualTo(2);
    // The combiner leaves 4,096 of two times 8,192.
    assertThat(report.get(Measure.SPILLED_RECORDS)).isEqualTo(4 * 16_384L + 2 * 4096L);
    check(report, flow, 4);
  }

  @Test
  void manySegmentsAreMergedWhateverTheirSize() throws IOException {
    Map<String, String> conf = hadoop(10);
    conf.put("mapreduce.reduce.merge.inmem.threshold", "2");
    conf.put("combiner", "false");
    Flow flow = flow(conf);
    RunReport report = flow.run(count(input(4)));
    assertThat(files("shuffled")).isEqualTo(2);
    check(report, flow, 4);
  }

  @ParameterizedTest
  @CsvSource({"lz4, copy", "zstd, copy", "lz4, direct", "zstd, direct"})
  void mapOutputsCanBeCompressed(String codec, String fetch) throws IOException {
    Path input = input(3);
    Map<String, String> conf = hadoop(2);
    conf.put("fetch", fetch);
    long plain = flow(conf).run(count(input)).get(Measure.SPILLED_BYTES);
    conf.put("mapreduce.map.output.compress", "true");
    conf.put("mapreduce.map.output.compress.codec", codec);
    Flow flow = flow(conf);
    RunReport report = flow.run(count(input));
    assertThat(report.get(Measure.SPILLED_BYTES)).isLessThan(plain / 2);
    check(report, flow, 3);
  }

  @Test
  void emptyPartitionsAreNotCopied() throws IOException {
    Flow flow =
        new Flow(
            folder,
            options -> changed(options, hadoop(10)).withPartitions(300).withConf("sync", "false"));
    Path one = folder.resolve("one");
    Files.writeString(one, "a b a\n");
    flow.run(count(one));
    assertThat(flow.lines()).containsExactlyInAnyOrder("a\t2", "b\t1");
  }

  @Test
  void aDamagedMapOutputIsMadeAgain() throws IOException {
    for (String limit : List.of("0", "1")) {
      Map<String, String> conf = hadoop(10);
      conf.put("mapreduce.reduce.shuffle.memory.limit.percent", limit);
      Flow hostile =
          flow(conf)
              .with(
                  options ->
                      options.withFiles(
                          HostileFiles.damaging(1, path -> path.endsWith("/output"))));
      RunReport report = hostile.run(count(input(3)));
      assertThat(report.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
      assertThat(report.get(Measure.FAILED_ATTEMPTS)).isZero();
      check(report, hostile, 3);
    }
  }

  @Test
  void aDamagedCopyIsMadeAgainByTheNextAttempt() throws IOException {
    Map<String, String> conf = hadoop(10);
    conf.put("mapreduce.reduce.shuffle.memory.limit.percent", "0");
    Flow hostile =
        flow(conf)
            .with(
                options -> options.withFiles(HostileFiles.damaging(1, HostileFiles.named("copy"))));
    RunReport report = hostile.run(count(input(3)));
    assertThat(report.get(Measure.RECOMPUTED_TASKS)).isZero();
    assertThat(report.get(Measure.FAILED_ATTEMPTS))
        .as("what it copied from is looked at, and sound: nobody is to blame")
        .isZero();
    assertThat(report.units().stream().mapToInt(unit -> unit.tasks().size()).sum())
        .as("3 map tasks, and a reduce task that began again")
        .isEqualTo(3 + 2);
    check(report, hostile, 3);
  }

  @Test
  void aFullDiskOfTheReducerFailsTheRunAndNothingIsLeft() throws IOException {
    Map<String, String> conf = hadoop(10);
    conf.put("mapreduce.reduce.shuffle.memory.limit.percent", "0");
    Flow full =
        flow(conf)
            .with(
                options ->
                    options.withFiles(HostileFiles.full(100_000, HostileFiles.named("copy"))));
    Path input = input(3);
    assertThatThrownBy(() -> full.run(count(input)))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("No space left on device");
    assertThat(full.scratch()).isEmpty();
  }

  /** On two nodes, which both have map outputs before the reduce task begins. */
  private RunReport survived(String fault) throws IOException {
    Map<String, String> conf = hadoop(2);
    conf.put("mapreduce.reduce.merge.inmem.threshold", "2");
    conf.put("mapreduce.job.reduce.slowstart.completedmaps", "1");
    conf.put("faults", flow(Map.of()).write("faults", fault + "\n").toString());
    Flow two = flow(conf).with(options -> options.withNodes(2, 1));
    LostNode.letTwoMeet();
    RunReport report = two.run(count(input(4)));
    check(report, two, 4);
    return report;
  }

  @Test
  void whatLayOnALostNodeIsMadeAgain() throws IOException {
    RunReport report = survived("shuffle.fetch \"round 1 reduce*\" 0 0 1 lose-node");
    assertThat(report.get(Measure.RECOMPUTED_TASKS)).isEqualTo(LostNode.maps(report)).isPositive();
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 io-error", "2 throw"})
  void mergesThatFailAreSurvived(String fault) throws IOException {
    RunReport report = survived("merge.write \"round 1 reduce*\" 0 0 " + fault);
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
  }

  @Test
  void impossibleSwitchesAreRefused() throws IOException {
    Path input = input(1);
    for (Map<String, String> conf :
        List.of(
            Map.of("fetch", "both"),
            Map.of("mapreduce.map.output.compress", "yes"),
            Map.of("mapreduce.map.output.compress.codec", "gzip"),
            Map.of("mapreduce.reduce.shuffle.parallelcopies", "0"),
            Map.of("mapreduce.reduce.shuffle.merge.percent", "1.5"),
            Map.of("mapreduce.reduce.merge.inmem.threshold", "-1"))) {
      assertThatThrownBy(() -> flow(conf).run(count(input)))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("it must be");
    }
  }

  /**
   * Six copies are merged in threes, then to disk, then for the reducer: the merges are counted.
   */
  @ParameterizedTest
  @CsvSource({"true, 4", "false, 2"})
  void copiesAreMergedInMemoryWhereThatIsAskedFor(String enabled, int merges) throws IOException {
    Map<String, String> conf = hadoop(10);
    conf.put("mapreduce.reduce.shuffle.parallelcopies", "1");
    conf.put("mapreduce.reduce.merge.memtomem.enabled", enabled);
    conf.put("mapreduce.reduce.merge.memtomem.threshold", "3");
    Path input = input(6);
    for (int hit = merges; hit <= merges + 1; hit++) {
      Path faults = folder.resolve("faults");
      Files.writeString(faults, "merge.read \"round 1 reduce*\" 0 0 " + hit + " throw\n");
      conf.put("faults", faults.toString());
      Flow flow = flow(conf);
      RunReport report = flow.run(count(input));
      check(report, flow, 6);
      assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(hit == merges ? 1 : 0);
    }
    // Merges in memory write nothing to disk.
    assertThat(files("shuffled")).isEqualTo(2 + 1);
  }

  /** The heads of their files take more memory than their records. */
  @Test
  @Timeout(300)
  void tinyCopiesFillTheMemoryToo() throws IOException {
    Map<String, String> conf = hadoop(10);
    conf.put("mapreduce.reduce.shuffle.input.buffer.percent", "0.00001");
    conf.put("mapreduce.reduce.shuffle.memory.limit.percent", "1");
    conf.put("mapreduce.reduce.shuffle.merge.percent", "1");
    conf.put("mapreduce.reduce.merge.inmem.threshold", "0");
    conf.put("mapreduce.reduce.shuffle.parallelcopies", "1");
    Path input = Files.createDirectories(folder.resolve("tiny"));
    for (int i = 0; i < 30; i++) {
      Files.writeString(input.resolve("file" + i), "a\n");
    }
    Flow flow = flow(conf);
    flow.run(count(input));
    assertThat(flow.lines()).containsExactly("a\t30");
    assertThat(files("shuffled")).isGreaterThan(1);
  }
}
