package dev.tandem.harness;

import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder for what runs write, which is gone when the benchmark is, also after a signal. */
final class WorkFolder implements AutoCloseable {
  private final Path path;
  private final Thread hook = new Thread(this::abandon, "tandem-bench-cleanup");
  private volatile boolean abandoned;

  /** Makes it below {@code parent}. */
  WorkFolder(Path parent) throws IOException {
    Files.createDirectories(parent);
    path = Files.createTempDirectory(parent, "work-");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  Path path() {
    return path;
  }

  /**
   * Before a fork is started.
   *
   * @throws InterruptedIOException if this process is ending, and starts no more forks
   */
  void requireKept() throws InterruptedIOException {
    if (abandoned) {
      throw new InterruptedIOException("the benchmark was stopped");
    }
  }

  /** Forks would go on writing: they end first. */
  private void abandon() {
    abandoned = true;
    List<ProcessHandle> forks = ProcessHandle.current().children().toList();
    forks.forEach(ProcessHandle::destroyForcibly);
    forks.forEach(fork -> fork.onExit().join());
    try {
      LocalFileStore.INSTANCE.delete(path.toString());
    } catch (IOException e) {
      System.err.println("tandem: " + path + " cannot be removed: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    if (!abandoned) {
      Runtime.getRuntime().removeShutdownHook(hook);
      LocalFileStore.INSTANCE.delete(path.toString());
    }
  }
}
