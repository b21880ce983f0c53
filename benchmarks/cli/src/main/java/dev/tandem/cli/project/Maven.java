package dev.tandem.cli.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The {@code mvn} of this machine. */
final class Maven {
  private final Path executable;

  private Maven(Path executable) {
    this.executable = executable;
  }

  /** The first mvn on PATH. */
  static Optional<Maven> find() {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    for (String folder :
        System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder, windows ? "mvn.cmd" : "mvn");
      if (Files.isExecutable(candidate)) {
        return Optional.of(new Maven(candidate));
      }
    }
    return Optional.empty();
  }

  /**
   * What a run said.
   *
   * @param code its exit code
   * @param text both streams
   */
  record Said(int code, String text) {}

  /** Runs Maven to its end. If this thread is interrupted, Maven is stopped too. */
  Said run(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(executable.toString(), "-B"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (InputStream in = process.getInputStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Maven ran", e);
    } finally {
      process.destroy();
    }
  }

  @Override
  public String toString() {
    return executable.toString();
  }
}
