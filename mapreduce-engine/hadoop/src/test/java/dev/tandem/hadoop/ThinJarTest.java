package dev.tandem.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thin jar under Hadoop's own RunJar, which is what {@code hadoop jar} starts. */
class ThinJarTest {
  private static final Pattern HADOOPS =
      Pattern.compile("(hadoop-client|slf4j|commons-|snappy|jackson|jsr305).*\\.jar");

  @TempDir Path folder;

  private static List<String> classPath() {
    return Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1));
  }

  /** Hadoop and the libraries that it brings, and nothing of Tandem's. */
  private static String hadoop() {
    return classPath().stream()
        .filter(entry -> HADOOPS.matcher(Path.of(entry).getFileName().toString()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jobs() {
    return classPath().stream()
        .filter(entry -> Path.of(entry).getFileName().toString().startsWith("tandem-jobs"))
        .findFirst()
        .orElseThrow();
  }

  private String hadoopJar(int code, String... args) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                hadoop(),
                "org.apache.hadoop.util.RunJar",
                System.getProperty("thin.jar")));
    command.addAll(List.of(args));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor()).as(() -> read(log)).isEqualTo(code);
    } finally {
      process.destroyForcibly();
    }
    return read(log);
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void runsAJobOfAnotherJar() throws Exception {
    Path input = Files.writeString(folder.resolve("words.txt"), "b a b\n");
    Path output = folder.resolve("counts");
    String said =
        hadoopJar(
            0,
            "-libjars",
            jobs(),
            "wordcount",
            "--input",
            input.toString(),
            "--output",
            output.toString(),
            "--partitions",
            "1",
            "-D",
            "mapreduce.task.io.sort.mb=8");
    assertThat(output.resolve("part-r-00000")).hasContent("a\t1\nb\t2");
    assertThat(said).contains("wordcount: 2 records");
  }

  @Test
  void anUnknownJobIsOneLine() throws Exception {
    assertThat(hadoopJar(2, "-libjars", jobs(), "wordcout", "--output", "x"))
        .contains("error: ")
        .contains("wordcount");
  }

  @Test
  void holdsNothingOfHadoop() throws IOException {
    try (JarFile jar = new JarFile(System.getProperty("thin.jar"))) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .contains("dev/tandem/hadoop/Main.class")
          .noneMatch(name -> name.startsWith("org/apache/hadoop"));
    }
  }
}
