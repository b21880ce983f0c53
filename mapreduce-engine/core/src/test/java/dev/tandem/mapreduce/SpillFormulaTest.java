package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spills and merges are as many as Hadoop's formulas say. */
class SpillFormulaTest {
  private static final int WORDS = 20_480;

  @TempDir Path folder;
  private final Queue<String> created = new ConcurrentLinkedQueue<>();

  /** One map task with records of 16 bytes each, and as many bytes of accounting. */
  private static void write(Pipeline p, JobArgs args) {
    p.of(Codecs.INTEGER, IntStream.range(0, WORDS).boxed().toList())
        .mapToPair(
            Codecs.TEXT,
            Codecs.TEXT,
            (n, out) -> out.emit(String.format(Locale.ROOT, "zymurgy%04x", n % 4096), "abc"))
        .groupByKey()
        .flatMap(Integer.class, (key, values, out) -> values.forEachRemaining(v -> out.emit(1)))
        .write(TextSink.to(args.output()));
  }

  private RunReport run(Map<String, String> conf) {
    return run(conf, HostileFiles.damaging(0, path -> !created.add(path)));
  }

  private RunReport run(Map<String, String> conf, HostileFiles files) {
    return new Flow(
            folder,
            options -> {
              var changed = options.withNodes(1, 1).withFiles(files);
              for (Map.Entry<String, String> one : conf.entrySet()) {
                changed = changed.withConf(one.getKey(), one.getValue());
              }
              return changed;
            })
        .run(SpillFormulaTest::write);
  }

  private long files(String name) {
    return created.stream().filter(path -> path.matches(".*/" + name + "\\d+")).count();
  }

  private static Map<String, String> sort(String mb, double percent, int factor) {
    return Map.of(
        "mapreduce.task.io.sort.mb",
        mb,
        "mapreduce.map.sort.spill.percent",
        String.valueOf(percent),
        "mapreduce.task.io.sort.factor",
        String.valueOf(factor));
  }

  /**
   * The accounting of the next record counts as used: a limit of 17 bytes more than 10,239 records
   * need still makes two spills (one record fewer would make three), one of 16 bytes more makes
   * three (rounding up would make two).
   */
  @ParameterizedTest
  @CsvSource({
    "1,    0.5,  16384",
    "1,    0.25, 8192",
    "1,   0.8,  26214",
    "0.25, 0.8,  6554",
    "0.25, 0.5,  4096",
    "0.03125, 0.5, 512",
    "1,   0.1,  3277",
    "0.5, 0.625, 10240",
    "0.5, 0.6249713897705078, 10240",
    "0.5, 0.624969482421875, 10239",
  })
  void spillsAreRecordsByRecordsOfALimit(String mb, double percent, int perSpill) {
    RunReport report = run(sort(mb, percent, 1000));
    assertThat(report.get(Measure.SHUFFLE_BYTES)).isEqualTo(16L * WORDS);
    int spills = (WORDS + perSpill - 1) / perSpill;
    assertThat(files("spill")).isEqualTo(spills);
    assertThat(report.get(Measure.SPILLED_RECORDS)).isEqualTo(spills == 1 ? WORDS : 2L * WORDS);
    assertThat(report.get(Measure.OUTPUT_RECORDS)).isEqualTo(WORDS);
  }

  /**
   * 40 spills of 512 records.
   *
   * @param merges passes before the last one
   * @param again spills that they write once more; the first pass takes as many as make all later
   *     ones full
   */
  @ParameterizedTest
  @CsvSource({"10, 4, 34", "20, 2, 22", "39, 1, 2", "40, 0, 0"})
  void mergePassesFollowHadoopsRule(int factor, int merges, long again) {
    RunReport report = run(sort("0.03125", 0.5, factor));
    assertThat(files("spill")).isEqualTo(40);
    assertThat(files("merge")).isEqualTo(merges);
    assertThat(report.get(Measure.SPILLED_RECORDS)).isEqualTo(2L * WORDS + again * 512);
    assertThat(report.get(Measure.OUTPUT_RECORDS)).isEqualTo(WORDS);
  }

  @ParameterizedTest
  @CsvSource({"2, 38", "3, 19"})
  void narrowMergesHaveMorePasses(int factor, int merges) {
    RunReport report = run(sort("0.03125", 0.5, factor));
    assertThat(files("merge")).isEqualTo(merges);
    assertThat(report.get(Measure.OUTPUT_RECORDS)).isEqualTo(WORDS);
  }

  /** 40 spills of one partition, 24 bytes of index each. */
  @ParameterizedTest
  @CsvSource({"960, 0", "240, 30", "239, 30", "0, 40"})
  void indexesThatMemoryHasNoRoomForAreFiles(long bytes, int onDisk) {
    Map<String, String> conf = new java.util.HashMap<>(sort("0.03125", 0.5, 10));
    conf.put("mapreduce.task.index.cache.limit.bytes", String.valueOf(bytes));
    RunReport report = run(conf);
    assertThat(created.stream().filter(path -> path.matches(".*/spill\\d+[.]index")).count())
        .isEqualTo(onDisk);
    assertThat(report.get(Measure.OUTPUT_RECORDS)).isEqualTo(WORDS);
  }

  @Test
  void aDamagedIndexOfASpillCostsOneAttempt() {
    Map<String, String> conf = new java.util.HashMap<>(sort("0.03125", 0.5, 10));
    conf.put("mapreduce.task.index.cache.limit.bytes", "0");
    RunReport report =
        run(conf, HostileFiles.damaging(1, path -> path.matches(".*/spill7[.]index")));
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
    assertThat(report.get(Measure.OUTPUT_RECORDS)).isEqualTo(WORDS);
  }

  @Test
  void aTaskMakesNoMoreSpillsThanItMay() {
    Map<String, String> conf = new java.util.HashMap<>(sort("0.03125", 0.5, 10));
    conf.put("mapreduce.task.spill.files.count.limit", "40");
    assertThat(run(conf).get(Measure.OUTPUT_RECORDS)).isEqualTo(WORDS);
    conf.put("mapreduce.task.spill.files.count.limit", "39");
    assertThatThrownBy(() -> run(conf))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("mapreduce.task.spill.files.count.limit allows 39");
  }

  @Test
  void aFailingSpillBesideTheMapperFailsTheAttemptAndTheNextOneSucceeds() throws Exception {
    for (String action : List.of("io-error", "throw")) {
      String faults =
          new Flow(folder, options -> options)
              .write("faults", "map.spill.write * 0 0 2 " + action + "\n")
              .toString();
      Map<String, String> conf = new java.util.HashMap<>(sort("0.25", 0.5, 10));
      conf.put("faults", faults);
      RunReport report = run(conf);
      assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
      assertThat(report.get(Measure.OUTPUT_RECORDS)).isEqualTo(WORDS);
    }
  }

  @Test
  void hadoopsDefaultsCanBeChosen() {
    RunReport report = run(Map.of("defaults", "hadoop", "mapreduce.task.io.sort.mb", "0.0625"));
    // 0.8 of 65,536 bytes, 12 more than 1,638 records of 32 bytes: 13 spills, factor 10.
    assertThat(files("spill")).isEqualTo(13);
    assertThat(files("merge")).isEqualTo(1);
    assertThat(report.get(Measure.OUTPUT_RECORDS)).isEqualTo(WORDS);
  }

  @Test
  void impossibleNumbersAreRefused() {
    for (Map<String, String> conf :
        List.of(
            sort("0", 0.5, 10),
            sort("2048", 0.5, 10),
            sort("much", 0.5, 10),
            sort("1", 0, 10),
            sort("1", 1.1, 10),
            sort("1", 1, 1),
            Map.of("defaults", "spark"))) {
      assertThatThrownBy(() -> run(conf))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("it must be");
    }
  }
}
