package dev.tandem.testkit.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A class with a {@code main}, run in a process of its own with the class path of this one. */
public final class ChildRun {
  private static final long SECONDS = 600;

  /**
   * How it ended.
   *
   * @param exit the exit code; 137 after a halt
   * @param text what it printed to both its streams
   */
  public record Ended(int exit, String text) {}

  private ChildRun() {}

  /**
   * Runs a class to its end.
   *
   * @param heap for {@code -Xmx}: {@code 64m}
   * @param main the class
   * @param log a new file for what it prints
   * @param args for {@code main}
   * @throws IOException if it cannot be started, or does not end in ten minutes
   */
  public static Ended of(String heap, Class<?> main, Path log, String... args)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(main.getName() + " did not end: " + Files.readString(log));
    }
    return new Ended(process.exitValue(), Files.readString(log));
  }
}
