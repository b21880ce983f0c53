package dev.tandem.harness;

import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for what runs write, which is gone when the benchmark is, also after a signal. */
final class WorkFolder implements AutoCloseable {
  private final Path path;
  private final Thread hook = new Thread(this::abandon, "tandem-bench-cleanup");

  /** Makes it below {@code parent}. */
  WorkFolder(Path parent) throws IOException {
    Files.createDirectories(parent);
    path = Files.createTempDirectory(parent, "work-");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  Path path() {
    return path;
  }

  /** Forks would go on writing: they end first. */
  private void abandon() {
    ProcessHandle.current().children().forEach(WorkFolder::end);
    try {
      LocalFileStore.INSTANCE.delete(path.toString());
    } catch (IOException e) {
      System.err.println("tandem: " + path + " cannot be removed: " + e);
    }
  }

  private static void end(ProcessHandle fork) {
    fork.destroyForcibly();
    fork.onExit().join();
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(hook);
    LocalFileStore.INSTANCE.delete(path.toString());
  }
}
