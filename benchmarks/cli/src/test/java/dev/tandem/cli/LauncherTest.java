package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher with a java that tells what it was given, below folders with blanks in their names.
 */
class LauncherTest {
  @TempDir Path folder;
  private Path home;

  /** Where programs are found; null for where this JVM finds them. */
  private Path path;

  @BeforeEach
  void layOut() throws Exception {
    Path script = Path.of("../../tandem");
    assumeTrue(
        Files.isExecutable(script) && Files.isExecutable(Path.of("/bin/sh")),
        "no launcher, or no shell, here");
    home = Files.createDirectories(folder.resolve("my tandem-cli-home"));
    Files.createDirectories(home.resolve("benchmarks/cli/target/lib"));
    Files.createFile(home.resolve("benchmarks/cli/target/tandem-cli-1.jar"));
    for (String module : List.of("shared-io", "mapreduce-engine", "rdd-engine", "datasets")) {
      Files.createDirectory(home.resolve(module));
    }
    Files.createFile(home.resolve("pom.xml"));
    Files.createFile(Files.createDirectory(home.resolve(".tandem")).resolve("built"));
    program("tandem", Files.readString(script));
    Files.createDirectories(home.resolve("jdk/bin"));
    Files.createDirectories(home.resolve("bin"));
    java("17.0.1");
    // older than the build in any case: clocks of file systems are coarse
    Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.fromMillis(1_000));
    assumeTrue(
        Files.isExecutable(home.resolve("tandem")), "programs cannot be started from temp folders");
  }

  /** A JDK of a version that prints its arguments. */
  private void java(String version) throws Exception {
    program(
        "jdk/bin/java",
        "#!/bin/sh\nif [ \"$1\" = -version ]; then echo 'openjdk version \""
            + version
            + "\"' >&2; else printf '%s\\n' \"$@\"; fi\n");
  }

  private void program(String name, String text) throws Exception {
    Path file = Files.writeString(home.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> start(String tmpdir) throws Exception {
    return start(tmpdir, "jobs", "a b");
  }

  private List<String> start(String tmpdir, String... arguments) throws Exception {
    return start(0, tmpdir, arguments);
  }

  private List<String> start(int status, String tmpdir, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("tandem").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", home.resolve("bin") + ":", (old, own) -> own + old);
    if (path != null) {
      builder.environment().put("PATH", home.resolve("bin") + File.pathSeparator + path);
    }
    builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    builder.environment().put("TMPDIR", tmpdir);
    builder.environment().keySet().removeAll(List.of("TANDEM_JAVA_OPTS", "TANDEM_HEAP"));
    Process process = builder.start();
    List<String> said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).as(said.toString()).isEqualTo(status);
    return said;
  }

  @Test
  void handsOverTheFolderForTemporaryFiles() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("my tmp")).toRealPath();
    assertThat(start(temporary.toString()))
        .contains("-Djava.io.tmpdir=" + temporary, "-Dtandem.home=" + home.toRealPath())
        .endsWith("dev.tandem.cli.Main", "jobs", "a b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run wordcount --engine spark",
        "run wordcount --engine=spark",
        "run wordcount -e spark",
        "bench --engines rdd,spark-native,mapreduce",
        "bench --engines=all"
      })
  void putsANamedAddonBehindItsOwnJars(String arguments) throws Exception {
    for (String module :
        List.of("rdd-engine/spark", "mapreduce-engine/hadoop", "benchmarks/duckdb")) {
      Files.createDirectories(home.resolve(module + "/target/lib"));
    }
    List<String> said = start("", arguments.split(" "));
    String lib = home.toRealPath() + "/rdd-engine/spark/target/";
    assertThat(said.get(said.indexOf("-cp") + 1))
        .startsWith(home.toRealPath() + "/benchmarks/cli/target/tandem-cli-1.jar:")
        .contains(":" + lib + "tandem-spark-1.jar:" + lib + "lib/*");
    assertThat(said).contains("--add-opens=java.base/java.nio=ALL-UNNAMED");
  }

  @ParameterizedTest
  @CsvSource({"17.0.1, true", "21.0.2, true", "25, false", "25.0.3, false", "26-ea, false"})
  void opensNoPackageThatTheJdkHasNoLonger(String version, boolean opened) throws Exception {
    Files.createDirectories(home.resolve("rdd-engine/spark/target/lib"));
    java(version);
    List<String> said = start("", "run", "wordcount", "--engine", "spark");
    String option = "--add-opens=java.base/sun.security.action=ALL-UNNAMED";
    assertThat(said.contains(option)).isEqualTo(opened);
    assertThat(said).contains("--add-opens=java.base/sun.util.calendar=ALL-UNNAMED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run spark --engine rdd", "run wordcount --engine sparkle", "jobs spark"})
  void leavesAddonsOutThatNobodyNames(String arguments) throws Exception {
    List<String> said = start("", arguments.split(" "));
    assertThat(said.get(said.indexOf("-cp") + 1)).doesNotContain("spark");
    assertThat(said).noneMatch(argument -> argument.startsWith("--add-opens"));
  }

  @Test
  void buildsAnAddonWhenItIsFirstNamed() throws Exception {
    program(
        "bin/mvn",
        """
        #!/bin/sh
        if [ "$2" = -v ]; then echo 'Apache Maven 3.9.9'; echo 'Java version: 17.0.1,'; exit; fi
        echo "$@" >built
        mkdir -p benchmarks/cli/target/lib rdd-engine/spark/target/lib
        touch benchmarks/cli/target/tandem-cli-1.jar
        """);
    String said = String.join("\n", start("", "run", "wordcount", "--engine", "spark"));
    assertThat(said).contains("first use of spark: fetching its libraries");
    assertThat(home.resolve("built"))
        .content()
        .contains("-pl benchmarks/cli,rdd-engine/spark -am package")
        .doesNotContain("hadoop");
    Files.delete(home.resolve("built"));
    start("", "run", "wordcount", "--engine", "spark");
    assertThat(home.resolve("built")).doesNotExist();
  }

  /** A build whose first comparison is a command of the shell. */
  private void buildWithFirst(String comparison) throws Exception {
    Files.delete(home.resolve(".tandem/built"));
    program(
        "bin/mvn",
        """
        #!/bin/sh
        if [ "$2" = -v ]; then echo 'Apache Maven 3.9.9'; echo 'Java version: 17.0.1,'; exit; fi
        mkdir -p benchmarks/cli/target/lib
        touch benchmarks/cli/target/tandem-cli-1.jar
        """);
    program(
        "jdk/bin/java",
        """
        #!/bin/sh
        for given; do
          case $given in
            -version) echo 'openjdk version "17.0.1"' >&2; exit ;;
            -XX:ArchiveClassesAtExit=*) %s; exit ;;
          esac
        done
        printf '%%s\\n' "$@"
        """
            .formatted(comparison));
  }

  @Test
  void whyClassesCannotBeKeptIsInTheLog() throws Exception {
    for (String comparison : List.of("echo 'no room' >&2; exit 1", "echo 'no room'")) {
      buildWithFirst(comparison);
      List<String> said = start("");
      assertThat(said)
          .filteredOn(line -> line.contains("classes cannot be kept ready"))
          .hasSize(1)
          .allMatch(line -> line.endsWith("/.tandem/build.log"));
      assertThat(said).contains("dev.tandem.cli.Main").doesNotContain("no room");
      assertThat(home.resolve(".tandem/build.log")).content().contains("no room");
      assertThat(home.resolve(".tandem/first")).doesNotExist();
    }
  }

  @Test
  void aFirstComparisonThatIsStoppedLeavesNothing() throws Exception {
    buildWithFirst("kill -TERM $PPID; exec sleep 60");
    assertThat(start(143, "")).contains("tandem: build stopped");
    assertThat(home.resolve(".tandem/first")).doesNotExist();
  }

  @Test
  void whoIsStoppedWhileAnotherOneBuildsLeavesItsFilesAlone() throws Exception {
    buildWithFirst("exit 1");
    program("bin/flock", "#!/bin/sh\nif [ \"$1\" = -n ]; then exit 1; fi\nkill -TERM $PPID\n");
    Path others = Files.createDirectories(home.resolve(".tandem/first"));
    assertThat(start(143, ""))
        .contains("tandem: waiting for another tandem that is building", "tandem: build stopped");
    assertThat(others).exists();
  }

  /** As on a system that has no flock. */
  private void hideFlock() throws Exception {
    path = Files.createDirectory(folder.resolve("programs"));
    String needed =
        "cat cut date dirname find grep head locale ls mkdir mv readlink rm sed sh sleep";
    for (String name : (needed + " stty tail touch").split(" ")) {
      for (String place : System.getenv("PATH").split(File.pathSeparator)) {
        Path real = Path.of(place, name);
        if (Files.isExecutable(real)) {
          program("../programs/" + name, "#!/bin/sh\nexec " + real + " \"$@\"\n");
          break;
        }
      }
    }
  }

  @Test
  void aLockThatNobodyHoldsAnyMoreIsBroken() throws Exception {
    hideFlock();
    Path lock = home.resolve(".tandem/lock.d");
    for (String owner : List.of("", "999999999")) {
      buildWithFirst("exit 1");
      Files.createDirectory(lock);
      if (!owner.isEmpty()) {
        Files.writeString(lock.resolve("pid"), owner);
      }
      Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofMinutes(3))));
      assertThat(start("")).contains("dev.tandem.cli.Main");
      assertThat(lock).doesNotExist();
    }
  }

  @Test
  void aBuildKeepsClassesForTheJvmsToCome() throws Exception {
    buildWithFirst("echo \"$@\" >\"${given#*=}\"");
    String file = home.toRealPath() + "/.tandem/classes.jsa";
    assertThat(start("")).contains("-XX:SharedArchiveFile=" + file);
    assertThat(Path.of(file)).content().endsWith("dev.tandem.cli.Main compare\n");
    assertThat(home.resolve(".tandem/first")).doesNotExist();
    Files.createDirectories(home.resolve("rdd-engine/spark/target/lib"));
    assertThat(start("", "run", "wordcount", "--engine", "spark"))
        .as("nobody is ahead of real Spark")
        .noneMatch(argument -> argument.startsWith("-XX:SharedArchiveFile"));
    Files.delete(Path.of(file));
    assertThat(start("")).noneMatch(argument -> argument.startsWith("-XX:SharedArchiveFile"));
  }

  @Test
  void leavesOutWhatIsNoFolder() throws Exception {
    assertThat(start(folder.resolve("none").toString()))
        .noneMatch(line -> line.startsWith("-Djava.io.tmpdir"))
        .doesNotContain("");
    assertThat(start("")).noneMatch(line -> line.startsWith("-Djava.io.tmpdir")).doesNotContain("");
  }
}
