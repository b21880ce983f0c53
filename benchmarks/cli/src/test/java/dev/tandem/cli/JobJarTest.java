package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobJarTest {
  @TempDir Path folder;
  private String input;

  @BeforeEach
  void writeInput() throws Exception {
    input = Files.writeString(folder.resolve("in.txt"), "a\nb\n").toString();
  }

  private Command run(Path jar, String... job) {
    String name = job.length == 0 ? "mine" : job[0];
    return Command.run(
        "run",
        name,
        "--job-jar",
        jar.toString(),
        "--engine",
        "reference",
        "--input",
        input,
        "--output",
        "-");
  }

  @Test
  void aJobOfTheUserRuns() throws Exception {
    Path jar = Jars.compile(folder, "Mine", Jars.job("Mine", "out.emit(line + \"!\");"), "Mine");
    Command command = run(jar);
    assertThat(command.out()).isEqualTo("a!\nb!\n");
    assertThat(command.code()).isZero();
    Command unnamed =
        Command.run(
            "run",
            "--job-jar",
            jar.toString(),
            "--engine",
            "reference",
            "--input",
            input,
            "--output",
            "-");
    assertThat(unnamed.out()).isEqualTo("a!\nb!\n");
    assertThat(Command.run("jobs", "--job-jar", jar.toString()).out())
        .contains("mine", "wordcount");
  }

  @Test
  void aJobThatThrowsIsNamedWithItsStep() throws Exception {
    Path jar =
        Jars.compile(
            folder,
            "Bad",
            Jars.job("Bad", "throw new IllegalStateException(\"bad luck\");"),
            "Bad");
    Command command = run(jar);
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.errors().get(command.errors().size() - 1))
        .startsWith("tandem: ")
        .contains("bad luck", "shout");
    assertThat(command.err()).doesNotContain("\tat ");
  }

  @Test
  void verboseShowsTheStackTrace() throws Exception {
    Path jar =
        Jars.compile(
            folder,
            "Bad",
            Jars.job("Bad", "throw new IllegalStateException(\"bad luck\");"),
            "Bad");
    Command command =
        Command.run(
            "run",
            "mine",
            "--job-jar",
            jar.toString(),
            "--engine",
            "reference",
            "--input",
            input,
            "--output",
            "-",
            "--verbose");
    assertThat(command.err()).contains("bad luck", "\tat ");
  }

  @Test
  void aJarWithoutJobIsRefused() throws Exception {
    refused(Jars.pack(folder.resolve("x.jar"), Map.of("x.txt", new byte[1])), "holds no job");
  }

  @Test
  void aFileThatIsNoJarIsRefused() throws Exception {
    refused(Files.writeString(folder.resolve("x.jar"), "no jar"), "is no jar");
  }

  @Test
  void aMissingClassIsNamed() throws Exception {
    byte[] service = "not.There".getBytes(StandardCharsets.UTF_8);
    refused(Jars.pack(folder.resolve("x.jar"), Map.of(Jars.SERVICE, service)), "not.There");
  }

  @Test
  void aClassThatIsNoJobIsNamed() throws Exception {
    refused(Jars.compile(folder, "Thing", "public class Thing {}", "Thing"), "Thing");
  }

  @Test
  void aConstructorThatFailsIsTold() throws Exception {
    String source =
        Jars.job("Mine", "")
            .replace(
                "public String name()",
                "public Mine() { throw new RuntimeException(\"not today\"); } public String name()");
    refused(Jars.compile(folder, "Mine", source, "Mine"), "not today");
  }

  @Test
  void aNameThatCannotBeTypedIsRefused() throws Exception {
    refused(
        Jars.compile(
            folder, "Mine", Jars.job("Mine", "").replace("\"mine\"", "\"My Job\""), "Mine"),
        "My Job");
    refused(
        Jars.compile(folder, "Mine", Jars.job("Mine", "").replace("\"mine\"", "null"), "Mine"),
        "job");
  }

  @Test
  void classBytesThatAreBrokenAreTold() throws Exception {
    byte[] service = "Broken".getBytes(StandardCharsets.UTF_8);
    refused(
        Jars.pack(
            folder.resolve("x.jar"),
            Map.of(Jars.SERVICE, service, "Broken.class", new byte[] {1, 2, 3})),
        "ClassFormatError");
  }

  private void refused(Path jar, String message) {
    Command command = run(jar);
    assertThat(command.errors()).hasSize(1);
    assertThat(command.err()).startsWith("tandem: ").contains(message);
    assertThat(command.code()).isEqualTo(2);
  }
}
