package dev.tandem.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.JobCatalog;
import dev.tandem.formats.OutputFiles;
import dev.tandem.formats.answer.AnswerCheck;
import dev.tandem.formats.answer.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every shipped job gives the same answer on every engine, with many splits, several spills of each
 * map task and four partitions on two nodes; on the embedded engines once more with failing tasks
 * and a lost node. The oracle's answer is computed once for each job.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgreementTest {
  private static final String FAULTS =
      """
      task.start   *  1  0  1  throw
      task.start   *  3  0  1  io-error
      task.commit  *  0  0  1  throw
      """;

  @TempDir Path folder;

  static List<Job> jobs() {
    return JobCatalog.of(AgreementTest.class.getClassLoader()).jobs();
  }

  @Test
  void noEngineIsMissing() {
    assertThat(Tandem.engines().stream().map(Engine::name))
        .containsExactly("hadoop", "mapreduce", "rdd", "reference", "spark");
    assertThat(jobs()).hasSizeGreaterThanOrEqualTo(19);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void allEnginesGiveTheSameAnswer(Job job) throws Exception {
    JobArgs args = SampleInput.of(job, folder);
    RunOptions options = options(args);
    Path right = run(job, args, Tandem.engine("reference"), options, "right");
    for (String name : List.of("mapreduce", "rdd", "hadoop", "spark")) {
      Path answer = run(job, args, Tandem.engine(name), options, name);
      assertThat(compare(job, right, answer)).as(name).isEmpty();
      assertThat(files(answer)).as("files of " + name).isEqualTo(files(right));
    }
    Path faults = Files.writeString(folder.resolve("faults.txt"), FAULTS);
    for (String name : List.of("mapreduce", "rdd")) {
      RunOptions faulty = options.withConf("faults", faults.toString());
      Path answer = run(job, args, Tandem.engine(name), faulty, name + "-with-faults");
      assertThat(compare(job, right, answer)).as(name + " with faults").isEmpty();
    }
  }

  /** Slices travel through every engine's shuffle, and malformed bytes are one text on all. */
  @Test
  void slicesGiveTheAnswerOfStrings() throws Exception {
    Job job = JobCatalog.of(getClass().getClassLoader()).job("wordcount");
    Path malformed =
        Files.write(folder.resolve("malformed.txt"), new byte[] {'a', -1, ' ', 'a', -2});
    List<String> inputs = new ArrayList<>(SampleInput.of(job, folder).inputs());
    inputs.add(malformed.toString());
    JobArgs strings = JobArgs.of(job, inputs, Map.of());
    JobArgs slices = JobArgs.of(job, inputs, Map.of("records", "bytes"));
    RunOptions options = options(slices);
    Path right = run(job, strings, Tandem.engine("reference"), options, "strings");
    for (Engine engine : Tandem.engines()) {
      Path answer = run(job, slices, engine, options, "slices-" + engine.name());
      assertThat(compare(job, right, answer)).as(engine.name()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void aBrokenEngineIsCaught(Job job) throws Exception {
    JobArgs args = SampleInput.of(job, folder);
    Path right = run(job, args, Tandem.engine("reference"), options(args), "unbroken");
    Engine broken = new ForgetfulEngine(Tandem.engine("rdd"));
    Path answer = run(job, args, broken, options(args), "broken");
    assertThat(compare(job, right, answer)).isPresent();
  }

  @Test
  void theDataMakesEveryMechanismWork() throws Exception {
    Job job = JobCatalog.of(getClass().getClassLoader()).job("wordcount");
    JobArgs args = SampleInput.of(job, folder);
    RunReport report =
        Tandem.run(
            job,
            args,
            Tandem.engine("mapreduce"),
            options(args).withOutput(folder.resolve("mechanisms").toString(), false));
    RunReport.UnitReport map = report.units().get(0);
    assertThat(map.tasks()).hasSizeGreaterThanOrEqualTo(10);
    assertThat(report.outputs().get(0).files()).isEqualTo(4);
    // A record is written once by its spill and once more by the merge of at least three spills.
    assertThat(map.ledger().get(Measure.SPILLED_RECORDS))
        .isGreaterThan(map.ledger().get(Measure.SHUFFLE_RECORDS));
  }

  private static RunOptions options(JobArgs args) throws IOException {
    long size = SampleInput.splitSize(args);
    return RunOptions.defaults()
        .withMemory(64 << 20)
        .withNodes(2, 2)
        .withSplits(new SplitRule(size, size, size))
        .withConf("mapreduce.task.io.sort.mb", "1")
        .withConf("mapreduce.map.sort.spill.percent", "0.01");
  }

  private Path run(Job job, JobArgs args, Engine engine, RunOptions options, String name)
      throws IOException {
    Path output = Files.createDirectories(folder.resolve(job.name())).resolve(name);
    Tandem.run(job, args, engine, options.withOutput(output.toString(), false));
    return output;
  }

  private static Optional<Difference> compare(Job job, Path right, Path answer) throws IOException {
    return AnswerCheck.of(job.answer())
        .compare(LocalFileStore.INSTANCE, right.toString(), answer.toString());
  }

  private static List<String> files(Path output) throws IOException {
    return OutputFiles.parts(LocalFileStore.INSTANCE, output.toString()).stream()
        .map(file -> Path.of(file.path()).getFileName().toString())
        .toList();
  }
}
