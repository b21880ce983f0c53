package dev.tandem.harness;

import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The folder {@code work} for what runs write: one benchmark at a time has it, and it is gone when the benchmark is, also after a
 * signal. What a killed one left behind is removed by the next.
 */
final class WorkFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;
  private final Thread hook = new Thread(this::abandon, "tandem-bench-cleanup");
  private volatile boolean abandoned;

  /**
   * Makes it below {@code parent}.
   *
   * @throws IOException if another benchmark has it; one line
   */
  WorkFolder(Path parent) throws IOException {
    Files.createDirectories(parent);
    path = parent.resolve("work");
    lock = lock(parent.resolve(".lock"));
    LocalFileStore.INSTANCE.delete(path.toString());
    Files.createDirectory(path);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The lock lives as long as the channel, and at most as long as this process. */
  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw taken(file, e);
    }
    channel.close();
    throw taken(file, null);
  }

  private static IOException taken(Path file, Throwable cause) {
    return new IOException(
        "another benchmark is running in " + file.getParent() + ": wait until it is done, two would disturb each other", cause);
  }

  Path path() {
    return path;
  }

  /**
   * Before and after a fork.
   *
   * @throws InterruptedIOException if this process is ending: it starts no more forks, and those that it ended tell nothing
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
      lock.close();
    }
  }
}
