package dev.tandem.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.hadoop.ship.Parcel;
import dev.tandem.jobs.WordCount;
import dev.tandem.mapreduce.MapReduceEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.FileSystemCounter;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves and reports. */
class HadoopRunTest {
  @TempDir Path folder;
  private final AtomicReference<Session> session = new AtomicReference<>();

  private RunReport wordcount(Engine engine, String output, Map<String, String> conf)
      throws IOException {
    Path input = folder.resolve("in");
    Files.createDirectories(input);
    Files.writeString(input.resolve("1.txt"), "a b a c\n".repeat(100));
    Files.writeString(input.resolve("2.txt"), "b d\n".repeat(50));
    RunOptions options =
        RunOptions.defaults()
            .withPartitions(3)
            .withScratch(folder.resolve("scratch").toString())
            .withOutput(folder.resolve(output).toString(), false);
    for (Map.Entry<String, String> entry : conf.entrySet()) {
      options = options.withConf(entry.getKey(), entry.getValue());
    }
    WordCount job = new WordCount();
    return Tandem.run(
        job, JobArgs.of(job, List.of(input.toString()), Map.of()), engine, options, session::set);
  }

  private Map<String, String> parts(String output) throws IOException {
    Map<String, String> parts = new TreeMap<>();
    try (var files = Files.list(folder.resolve(output))) {
      for (Path file : files.toList()) {
        parts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return parts;
  }

  @Test
  void leavesTheFilesOfTheEmbeddedEngine() throws IOException {
    wordcount(new HadoopEngine(), "real", Map.of());
    wordcount(new MapReduceEngine(), "embedded", Map.of());
    assertThat(parts("real")).isEqualTo(parts("embedded"));
    assertThat(folder.resolve("scratch").toFile().list()).isEmpty();
  }

  @Test
  void keepsHadoopsCountersAndMapsThemIntoTheLedger() throws IOException {
    RunReport report = wordcount(new HadoopEngine(), "out", Map.of());
    assertThat(report.nativeCounters()).containsOnlyKeys("round 1: counts");
    Map<String, Map<String, Long>> groups = report.nativeCounters().get("round 1: counts");
    Map<String, Long> counters = groups.get(TaskCounter.class.getName());
    assertThat(counters).containsOnlyKeys(Stream.of(TaskCounter.values()).map(Enum::name).toList());
    assertThat(groups.get(FileSystemCounter.class.getName()).get("FILE_BYTES_READ")).isPositive();
    assertThat(groups.get("Shuffle Errors")).containsEntry("IO_ERROR", 0L);
    assertThat(counters)
        .containsEntry("MAP_INPUT_RECORDS", 150L)
        .containsEntry("MAP_OUTPUT_RECORDS", 500L)
        .containsEntry("COMBINE_OUTPUT_RECORDS", 5L)
        .containsEntry("REDUCE_INPUT_GROUPS", 4L)
        .containsEntry("SHUFFLED_MAPS", 6L)
        .containsEntry("REDUCE_OUTPUT_RECORDS", 4L);
    assertThat(report.get(Measure.MAP_OUTPUT_RECORDS)).isEqualTo(500);
    assertThat(report.get(Measure.SHUFFLE_RECORDS)).isEqualTo(5);
    assertThat(report.get(Measure.SHUFFLE_BYTES))
        .isEqualTo(counters.get("REDUCE_SHUFFLE_BYTES"))
        .isPositive();
    assertThat(report.get(Measure.SPILLED_RECORDS)).isEqualTo(counters.get("SPILLED_RECORDS"));
    assertThat(report.observes(Measure.SPILLED_BYTES)).isFalse();
    assertThat(report.units())
        .extracting(RunReport.UnitReport::name)
        .containsExactly("round 1 map: counts", "round 1 reduce: counts");
    assertThat(report.plan().engine()).isEqualTo("hadoop");
  }

  @Test
  void theSwitchLeavesTheCombinerOut() throws IOException {
    RunReport report = wordcount(new HadoopEngine(), "out", Map.of("combiner", "false"));
    assertThat(report.get(Measure.COMBINE_INPUT_RECORDS)).isZero();
    assertThat(report.get(Measure.SHUFFLE_RECORDS)).isEqualTo(500);
    assertThat(parts("out").values()).anyMatch(text -> text.contains("a\t200"));
  }

  @Test
  void permissionsAreSetAndReadWithoutOtherPrograms() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "x");
    try (ForklessFileSystem files = new ForklessFileSystem()) {
      files.initialize(URI.create("file:///"), new JobConf());
      var path = new org.apache.hadoop.fs.Path(file.toString());
      files.setPermission(path, new FsPermission((short) 0640));
      assertThat(Files.getPosixFilePermissions(file).toString())
          .contains("OWNER_READ", "OWNER_WRITE", "GROUP_READ")
          .doesNotContain("OTHERS", "EXECUTE", "GROUP_WRITE");
      assertThat(files.getFileStatus(path).getPermission())
          .isEqualTo(new FsPermission((short) 0640));
      assertThat(files.getFileStatus(path).getOwner()).isEqualTo(Files.getOwner(file).getName());
      assertThat(files.getFileStatus(path).getLen()).isEqualTo(1);
    }
  }

  @Test
  void aClusterThatIsNotThereIsNamed() {
    Map<String, String> nowhere =
        Map.of(
            "jt", "127.0.0.1:1",
            "yarn.resourcemanager.connect.max-wait.ms", "200",
            "yarn.resourcemanager.connect.retry-interval.ms", "100");
    assertThatThrownBy(() -> wordcount(new HadoopEngine(), "out", nowhere))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("Hadoop does not answer")
        .hasMessageContaining("localhost:1")
        .hasMessageContaining("--conf fs and jt");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(folder.resolve("scratch").toFile().list()).isEmpty();
  }

  @Test
  void aProgramThatSomebodyHasChangedIsNotOpened() throws IOException {
    byte[] bytes = Files.readAllBytes(Files.write(folder.resolve("program"), new byte[] {1, 2}));
    assertThatThrownBy(() -> Parcel.open(bytes, "another seal", null, id -> null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not the one that the driver has written");
  }
}
