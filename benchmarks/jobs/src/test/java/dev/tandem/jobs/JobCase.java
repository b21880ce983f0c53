package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.Job;
import dev.tandem.formats.answer.AnswerCheck;
import dev.tandem.jobs.baseline.Baselines;
import dev.tandem.testkit.JobTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines in, lines out: on every engine of the class path, and by the job's baseline. */
final class JobCase {
  private final Job job;
  private final JobTester tester;
  private final Map<String, String[]> inputs = new LinkedHashMap<>();
  private final Map<String, String> params = new LinkedHashMap<>();

  private JobCase(Job job) {
    this.job = job;
    this.tester = JobTester.of(job);
  }

  static JobCase of(Job job) {
    return new JobCase(job);
  }

  /** One more input file. */
  JobCase input(String... lines) {
    return inputFile("input-" + (inputs.size() + 1) + ".txt", lines);
  }

  /** One more input file with a name. */
  JobCase inputFile(String name, String... lines) {
    inputs.put(name, lines);
    tester.inputFile(name, lines);
    return this;
  }

  /** A parameter; {@code {dir}} is the folder of the inputs. */
  JobCase param(String name, Object value) {
    params.put(name, String.valueOf(value));
    tester.param(name, value);
    return this;
  }

  /** The answer, in order if the job's answer is ordered. */
  void expect(String... lines) {
    tester.expect(lines);
    try {
      expectOfBaseline(lines);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A failure of the engines with one line that has these parts. */
  void expectError(String... parts) {
    tester.expectError(parts);
  }

  private void expectOfBaseline(String... lines) throws IOException {
    Path folder = Files.createTempDirectory("job-case");
    try {
      List<Path> paths = new ArrayList<>();
      for (Map.Entry<String, String[]> input : inputs.entrySet()) {
        Path file = folder.resolve("files").resolve(input.getKey());
        Files.createDirectories(file.getParent());
        paths.add(Files.write(file, List.of(input.getValue())));
      }
      Map<String, String> typed = new LinkedHashMap<>(params);
      typed.replaceAll((name, value) -> value.replace("{dir}", folder.resolve("files").toString()));
      Path expected = Files.createDirectory(folder.resolve("expected"));
      Path actual = Files.createDirectory(folder.resolve("actual"));
      Files.write(expected.resolve("part-r-00000"), List.of(lines));
      Baselines.find(job.name()).orElseThrow().run(paths, typed, actual.resolve("part-r-00000"));
      assertThat(
              AnswerCheck.of(job.answer())
                  .compare(LocalFileStore.INSTANCE, expected.toString(), actual.toString()))
          .as("the baseline's answer, compared with the expected lines")
          .isEmpty();
    } finally {
      LocalFileStore.INSTANCE.delete(folder.toString());
    }
  }
}
