package dev.tandem.harness;

import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder {@code work} for what runs write: one benchmark at a time has it, and it is gone when
 * the benchmark is. What a killed one left behind is removed by the next.
 */
final class WorkFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

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
  }

  /** The lock lives as long as the channel, and at most as long as this process. */
  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
        "another benchmark is running in "
            + file.getParent()
            + ": wait until it is done, two would disturb each other",
        cause);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    LocalFileStore.INSTANCE.delete(path.toString());
    lock.close();
  }
}
