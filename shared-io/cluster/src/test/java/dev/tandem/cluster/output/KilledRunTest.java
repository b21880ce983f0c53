package dev.tandem.cluster.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that end as if by kill -9, in a process of their own, and the runs that come after them. */
@Timeout(900)
class KilledRunTest {
  @TempDir Path folder;

  /** The run that is killed. */
  public static void main(String[] args) {
    OutputFixture.run(options(Path.of(args[0])).withConf("faults", args[1]));
  }

  private static RunOptions options(Path folder) {
    return RunOptions.defaults()
        .withNodes(1, 1)
        .withScratch(folder.resolve("scratch").toString())
        .withOutput(folder.resolve("results/out").toString(), true);
  }

  private int runInProcess(String plan) throws IOException, InterruptedException {
    Path faults = folder.resolve("faults");
    Files.writeString(faults, plan);
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                KilledRunTest.class.getName(),
                folder.toString(),
                faults.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(600, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task.start write 2 0 1 exit",
        "writer.close write 1 0 1 exit",
        "task.commit write 1 0 1 exit",
        "job.commit.step commit 0 0 1 exit",
        "job.commit.step commit 0 0 2 exit",
        "job.commit.step commit 0 0 3 exit",
        "job.commit.step commit 0 0 4 exit",
        "job.commit.step commit 0 0 5 exit"
      })
  void theNextRunFindsNothingHalfDoneAndCleansUp(String plan) throws Exception {
    Path out = folder.resolve("results/out");
    Files.createDirectories(out);
    Files.writeString(out.resolve("old"), "old");
    Files.createFile(out.resolve("_SUCCESS"));
    assertThat(runInProcess(plan)).as(Files.readString(folder.resolve("log"))).isEqualTo(137);
    if (Files.exists(out)) {
      assertThat(names(out)).as("the old output, whole").containsExactly("_SUCCESS", "old");
    } else {
      assertThat(plan).as("absent between two renames only").contains(" 5 exit");
    }
    RunReport report = OutputFixture.run(options(folder));
    assertThat(names(out))
        .containsExactly("_SUCCESS", "part-m-00000.txt", "part-m-00001.txt", "part-m-00002.txt");
    assertThat(names(folder.resolve("results"))).containsExactly("out");
    assertThat(names(folder.resolve("scratch"))).isEmpty();
    assertThat(report.warnings())
        .anyMatch(w -> w.contains("removed the scratch folder"))
        .anyMatch(w -> w.contains("took over the output"));
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> entries = Files.list(of)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
