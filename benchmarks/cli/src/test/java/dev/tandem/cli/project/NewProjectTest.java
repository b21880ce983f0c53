package dev.tandem.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cli.run.UsageError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewProjectTest {
  @TempDir Path folder;

  /** Without that step Maven does not find what the project depends on. */
  @Test
  void itsPageBeginsWithTandemsOwnModules() throws Exception {
    new NewProject("first-step", folder).create();
    assertThat(Files.readAllLines(folder.resolve("first-step/README.md")))
        .filteredOn(line -> line.startsWith("mvn "))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("mvn install -DskipTests "),
            line -> assertThat(line).startsWith("mvn package "));
  }

  @ParameterizedTest
  @CsvSource({
    "my-count-2, MyCount2",
    "string, StringJob",
    "job, JobJob",
    "object, ObjectJob",
    "record, RecordJob",
    "pipeline, PipelineJob",
    "list, ListJob",
    "test, TestJob"
  })
  void itsSourcesCompile(String name, String type) throws Exception {
    new NewProject(name, folder).create();
    Path project = folder.resolve(name);
    List<String> sources;
    try (Stream<Path> files = Files.walk(project)) {
      sources = files.map(Path::toString).filter(file -> file.endsWith(".java")).toList();
    }
    assertThat(sources).hasSize(2);
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "-Xlint:all,-processing",
                    "-Werror",
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    Files.createDirectory(folder.resolve("classes")).toString()),
                sources.stream())
            .toArray(String[]::new);
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    assertThat(project.resolve("src/main/resources/META-INF/services/dev.tandem.contract.job.Job"))
        .hasContent("jobs_" + name.replace('-', '_') + "." + type);
    try (Stream<Path> files = Files.walk(project)) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(
              file ->
                  assertThat(file)
                      .content()
                      .doesNotContain("@name@", "@version@", "@type@", "@package@"));
    }
    assertThat(project.resolve("pom.xml"))
        .content()
        .contains("<tandem.version>" + NewProject.version() + "</tandem.version>");
  }

  @Test
  void anExistingFolderIsLeftAlone() throws Exception {
    Files.createDirectory(folder.resolve("mine"));
    assertThatThrownBy(() -> new NewProject("mine", folder).create())
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("exists");
    assertThat(folder.resolve("mine")).isEmptyDirectory();
  }

  @Test
  void namesOfShippedJobsAreRefused() {
    assertThatThrownBy(() -> new NewProject("pagerank", folder))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("ships with Tandem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-x", "X", "a--b", "a_b", "../x", "a/b", "a b", "1a", "a-", "ä"})
  void otherNamesAreRefused(String name) {
    assertThatThrownBy(() -> new NewProject(name, folder))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("cannot name a job");
  }

  @Test
  void findingsHaveRemedies() {
    assertThat(Checkup.java(11, System.getProperty("java.home")).remedy()).contains("17");
    assertThat(Checkup.java(17, folder.toString()).remedy()).contains("JDK");
    assertThat(Checkup.maven("mvn", "Apache Maven 3.6.3 (x)").remedy()).contains("3.8");
    assertThat(Checkup.maven("mvn", "Apache Maven 3.9.9").fine()).isTrue();
    assertThat(Checkup.maven("mvn", "Apache Maven 4.0.0-rc-4").fine()).isTrue();
    assertThat(Checkup.maven("mvn", "nonsense").fine()).isFalse();
    assertThat(Checkup.heap(64 << 20, 8L << 30).remedy()).contains("TANDEM_HEAP");
    assertThat(Checkup.heap(16L << 30, 8L << 30).remedy()).contains("TANDEM_HEAP");
    assertThat(Checkup.heap(2L << 30, 8L << 30).fine()).isTrue();
    assertThat(Checkup.charset("ANSI_X3.4-1968", StandardCharsets.UTF_8).remedy())
        .contains("LC_ALL");
    assertThat(Checkup.folder("x", folder.resolve("nope")).fine()).isFalse();
    assertThat(Checkup.folder("x", folder).found()).contains("free");
  }
}
