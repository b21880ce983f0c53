package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher with a java that tells what it was given, below folders with blanks in their names.
 */
class LauncherTest {
  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void layOut() throws Exception {
    Path script = Path.of("../../tandem");
    assumeTrue(
        Files.isExecutable(script) && Files.isExecutable(Path.of("/bin/sh")),
        "no launcher, or no shell, here");
    home = Files.createDirectories(folder.resolve("my home"));
    Files.createDirectories(home.resolve("benchmarks/cli/target/lib"));
    Files.createFile(home.resolve("benchmarks/cli/target/tandem-cli-1.jar"));
    for (String module : List.of("shared-io", "mapreduce-engine", "rdd-engine", "datasets")) {
      Files.createDirectory(home.resolve(module));
    }
    Files.createFile(home.resolve("pom.xml"));
    Files.createFile(Files.createDirectory(home.resolve(".tandem")).resolve("built"));
    program("tandem", Files.readString(script));
    Files.createDirectories(home.resolve("jdk/bin"));
    program(
        "jdk/bin/java",
        "#!/bin/sh\nif [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.1\"' >&2; else printf '%s\\n' \"$@\"; fi\n");
  }

  private void program(String name, String text) throws Exception {
    Path file = Files.writeString(home.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> start(String tmpdir) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("tandem").toString(), "jobs", "a b")
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    builder.environment().put("TMPDIR", tmpdir);
    builder.environment().remove("TANDEM_JAVA_OPTS");
    Process process = builder.start();
    List<String> said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).as(said.toString()).isZero();
    return said;
  }

  @Test
  void handsOverTheFolderForTemporaryFiles() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("my tmp")).toRealPath();
    assertThat(start(temporary.toString()))
        .contains("-Djava.io.tmpdir=" + temporary, "-Dtandem.home=" + home.toRealPath())
        .endsWith("dev.tandem.cli.Main", "jobs", "a b");
  }

  @Test
  void leavesOutWhatIsNoFolder() throws Exception {
    assertThat(start(folder.resolve("none").toString()))
        .noneMatch(line -> line.startsWith("-Djava.io.tmpdir"))
        .doesNotContain("");
    assertThat(start("")).noneMatch(line -> line.startsWith("-Djava.io.tmpdir")).doesNotContain("");
  }
}
