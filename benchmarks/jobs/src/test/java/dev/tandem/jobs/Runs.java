package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.JobCatalog;
import dev.tandem.formats.answer.AnswerCheck;
import dev.tandem.jobs.baseline.Baselines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs shipped jobs on files. */
final class Runs {
  private static final JobCatalog JOBS = JobCatalog.of(Runs.class.getClassLoader());

  private Runs() {}

  static Job job(String name) {
    return JOBS.job(name);
  }

  static JobArgs args(Job job, List<Path> inputs, Map<String, String> params) {
    return JobArgs.of(job, inputs.stream().map(Path::toString).toList(), params);
  }

  /** Two slots, three partitions, splits of 20 kB: small data is cut like large data. */
  static RunOptions options(Path folder) {
    return RunOptions.defaults()
        .withMemory(64 << 20)
        .withNodes(1, 2)
        .withPartitions(3)
        .withSplits(new SplitRule(1, 20_000, 20_000))
        .withScratch(folder.toString());
  }

  /** Checks that every engine gives the answer of the baseline. */
  static void assertAlike(String name, List<Path> inputs, Map<String, String> params, Path folder)
      throws IOException {
    Job job = job(name);
    Path expected = Files.createDirectory(folder.resolve("baseline"));
    Baselines.find(name).orElseThrow().run(inputs, params, expected.resolve("part-r-00000"));
    assertThat(expected.resolve("part-r-00000")).isNotEmptyFile();
    for (Engine engine : Tandem.engines()) {
      String actual = folder.resolve(engine.name()).toString();
      RunOptions options = options(folder).withOutput(actual, false);
      Tandem.run(job, args(job, inputs, params), engine, options);
      assertThat(
              AnswerCheck.of(job.answer())
                  .compare(LocalFileStore.INSTANCE, expected.toString(), actual))
          .as("%s: the baseline (left) and %s (right)", name, engine.name())
          .isEmpty();
    }
  }
}
