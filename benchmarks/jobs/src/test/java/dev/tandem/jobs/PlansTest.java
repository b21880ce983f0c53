package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.job.Job;
import dev.tandem.datasets.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plans of the shipped jobs on their samples, as golden texts: {@code plans/JOB.txt} has the
 * logical plans, the same on every engine, {@code plans/JOB.ENGINE.txt} the rounds or stages. Loops
 * run twice.
 *
 * <p>When a plan is meant to change, write the texts anew and look at the difference: {@code mvn
 * -pl benchmarks/jobs test -Dtest=PlansTest -Dtandem.golden=write}.
 */
class PlansTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "plans");
  private static final boolean WRITE = "write".equals(System.getProperty("tandem.golden"));

  @TempDir Path folder;

  static List<String> jobs() {
    return SampleRun.jobs();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void areAsExpected(String name) throws IOException {
    Path samples = folder.resolve("samples");
    SampleRun.Extracted sample = SampleRun.of(name).orElseThrow().extractTo(samples);
    Map<String, String> params = new LinkedHashMap<>(sample.params());
    params.computeIfPresent("iterations", (param, value) -> "2");
    Job job = Runs.job(name);
    for (Engine engine : Tandem.engines()) {
      PlanRecorder plans =
          PlanRecorder.run(
              job,
              Runs.args(job, sample.inputs(), params),
              engine,
              Runs.options(folder).withOutput(folder.resolve(engine.name()).toString(), false));
      check(name + ".txt", plans.logical());
      if (!engine.name().equals("reference")) {
        check(name + "." + engine.name() + ".txt", plans.explained());
      }
    }
  }

  private void check(String file, String text) throws IOException {
    Path golden = GOLDEN.resolve(file);
    String actual = text.replace(folder.toString() + "/", "");
    if (WRITE) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, actual);
    }
    assertThat(golden).as("golden text; see this test's comment").exists();
    assertThat(actual).as(file).isEqualTo(Files.readString(golden));
  }
}
