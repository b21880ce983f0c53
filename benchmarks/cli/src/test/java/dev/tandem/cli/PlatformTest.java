package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default charset and locale, which are fixed when a process starts, change no byte. */
class PlatformTest {
  /** A default charset, and the language and country of a locale. */
  private record Platform(String charset, String language, String country) {}

  /** Arabic and Persian digits, and Turkish letters, with charsets that cannot write them. */
  private static final List<Platform> PLATFORMS =
      List.of(
          new Platform("UTF-8", "en", "US"),
          new Platform("US-ASCII", "ar", "EG"),
          new Platform("UTF-16", "fa", "IR"),
          new Platform("ISO-8859-1", "tr", "TR"));

  private static final String TEXT =
      "TITLE title I i \u0130 \u0131 na\u00efve Gr\u00fc\u00dfe\n"
          + "\u65e5\u672c \u65e5\u672c \u0661\u0662 12 \ud835\udcb3 \u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2\n";

  @TempDir Path folder;

  @Test
  void theDefaultCharsetAndLocaleChangeNoByte() throws Exception {
    Files.writeString(folder.resolve("in.txt"), TEXT);
    Map<String, List<String>> lines = lines(output("mapreduce", PLATFORMS.get(0)));
    assertThat(lines.values().stream().flatMap(List::stream))
        .containsExactlyInAnyOrder(
            "title\t2",
            "i\t2",
            "i\u0307\t1",
            "\u0131\t1",
            "na\u00efve\t1",
            "gr\u00fc\u00dfe\t1",
            "\u65e5\u672c\t2",
            "\ud835\udcb3\t1",
            "\u03c3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2\t1");
    assertThat(lines(output("rdd", PLATFORMS.get(0)))).isEqualTo(lines);
    for (String engine : List.of("mapreduce", "rdd")) {
      Map<String, ByteBuffer> usual = content(output(engine, PLATFORMS.get(0)));
      assertThat(usual).containsKeys("_SUCCESS", "part-r-00000", "part-r-00001", "part-r-00002");
      for (Platform platform : PLATFORMS.subList(1, PLATFORMS.size())) {
        assertThat(content(output(engine, platform)))
            .as("%s %s", engine, platform)
            .isEqualTo(usual);
      }
    }
  }

  /** Runs the job in a process of its own, unless that has been done. */
  private Path output(String engine, Platform platform) throws Exception {
    Path output = folder.resolve(engine + "-" + platform.charset());
    if (!Files.exists(output)) {
      run(engine, platform, output);
    }
    return output;
  }

  private void run(String engine, Platform platform, Path output) throws Exception {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=" + platform.charset(),
                "-Duser.language=" + platform.language(),
                "-Duser.country=" + platform.country(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tandem.cli.Main",
                "run",
                "wordcount",
                "--engine",
                engine,
                "-p",
                "tokens=words",
                "--partitions",
                "3",
                "--input",
                folder.resolve("in.txt").toString(),
                "--output",
                output.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(() -> "exit code: " + printed(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** In the charset of that process: of interest to people alone. */
  private static String printed(Path log) {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Map<String, ByteBuffer> content(Path output) throws IOException {
    Map<String, ByteBuffer> content = new TreeMap<>();
    try (Stream<Path> files = Files.list(output)) {
      for (Path file : files.toList()) {
        content.put(file.getFileName().toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    return content;
  }

  /** Of each file in an order of their own: only one of the engines sorts where nobody asks. */
  private static Map<String, List<String>> lines(Path output) throws IOException {
    Map<String, List<String>> lines = new TreeMap<>();
    content(output)
        .forEach(
            (name, bytes) ->
                lines.put(
                    name,
                    StandardCharsets.UTF_8.decode(bytes).toString().lines().sorted().toList()));
    return lines;
  }
}
