package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hadoop's counters of file systems are the bytes that tasks move, none more and none less. */
class FileCountersTest {
  /** In front of the first segment of a run. */
  private static final int HEAD = 5;

  @TempDir Path folder;

  private Map<String, Map<String, Long>> count(Map<String, String> conf) throws IOException {
    Path input = folder.resolve("input");
    Files.writeString(input, "a b a c\nb d\n".repeat(1000));
    report =
        new Flow(
                folder,
                options -> {
                  var changed = options.withNodes(1, 1).withPartitions(1);
                  for (Map.Entry<String, String> one : conf.entrySet()) {
                    changed = changed.withConf(one.getKey(), one.getValue());
                  }
                  return changed;
                })
            .run(
                (p, args) ->
                    p.read(TextLines.of(List.of(input.toString())))
                        .flatMap(line -> List.of(line.split(" ")))
                        .keyBy(word -> word)
                        .groupByKey()
                        .aggregate(Aggregators.count())
                        .write(TextSink.to(args.output())));
    return report.nativeCounters().values().iterator().next();
  }

  private RunReport report;

  private static Map<String, Long> files(Map<String, Map<String, Long>> counters) {
    return counters.get("org.apache.hadoop.mapreduce.FileSystemCounter");
  }

  @Test
  void mapOutputsThatAreMergedInPlaceAreWrittenAndReadOnce() throws IOException {
    Map<String, Long> files = files(count(Map.of()));
    long run = report.get(Measure.SPILLED_BYTES) + HEAD;
    assertThat(files)
        .containsOnlyKeys(
            "FILE_BYTES_READ",
            "FILE_BYTES_WRITTEN",
            "FILE_READ_OPS",
            "FILE_LARGE_READ_OPS",
            "FILE_WRITE_OPS")
        .containsEntry("FILE_BYTES_READ", 12_000 + run)
        .containsEntry("FILE_BYTES_WRITTEN", run + report.get(Measure.OUTPUT_BYTES))
        .containsEntry("FILE_LARGE_READ_OPS", 0L);
    assertThat(files.get("FILE_READ_OPS")).isGreaterThanOrEqualTo(2);
    assertThat(files.get("FILE_WRITE_OPS")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void copiesAndIndexesAreCountedToo() throws IOException {
    Map<String, Long> files = files(count(Map.of("fetch", "copy")));
    // The map output and the reducer's own run, half of what is spilled each; one index.
    long index = HEAD + 36 + 4;
    long written = report.get(Measure.SPILLED_BYTES) + 2 * HEAD + index;
    assertThat(files)
        .containsEntry("FILE_BYTES_READ", 12_000 + written)
        .containsEntry("FILE_BYTES_WRITTEN", written + report.get(Measure.OUTPUT_BYTES));
  }

  @Test
  void inputAndOutputHaveCountersOfTheirOwn() throws IOException {
    Map<String, Map<String, Long>> counters = count(Map.of());
    String lib = "org.apache.hadoop.mapreduce.lib.";
    assertThat(counters.get(lib + "input.FileInputFormatCounter"))
        .isEqualTo(Map.of("BYTES_READ", 12_000L));
    assertThat(counters.get(lib + "output.FileOutputFormatCounter"))
        .isEqualTo(Map.of("BYTES_WRITTEN", report.get(Measure.OUTPUT_BYTES)));
  }

  @Test
  void attemptsThatFailAreNotInTheTotal() throws IOException {
    Map<String, Long> calm = files(count(Map.of()));
    Path faults = Files.writeString(folder.resolve("faults"), "task.commit * 0 0 1 throw\n");
    Map<String, Long> tried = files(count(Map.of("faults", faults.toString())));
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(2);
    assertThat(tried).isEqualTo(calm);
  }
}
