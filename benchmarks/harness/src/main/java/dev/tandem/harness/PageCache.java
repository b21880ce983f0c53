package dev.tandem.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Brings data into the operating system's cache of files, or asks for it to leave. */
final class PageCache {
  static final String WARM = "warm: the data of a turn was read once before it";
  static final String COLD =
      "cold: before each run, dd with nocache asked the kernel to drop the data (posix_fadvise"
          + " DONTNEED); other caches below the kernel are as they are";

  private static final int BUFFER = 1 << 20;

  private PageCache() {}

  /** Reads everything once. */
  static void warm(List<Path> data) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (Path file : files(data)) {
      try (InputStream in = Files.newInputStream(file)) {
        int read = 0;
        while (read >= 0) {
          read = in.read(buffer);
        }
      }
    }
  }

  /**
   * Drops the pages of the data, by GNU's dd; the files must have been written to disk long ago.
   *
   * @throws IOException if there is no such program or it fails; one line
   */
  static void drop(List<Path> data) throws IOException {
    for (Path file : files(data)) {
      Process dd;
      try {
        dd =
            new ProcessBuilder("dd", "if=" + file, "iflag=nocache", "count=0", "status=none")
                .redirectErrorStream(true)
                .start();
      } catch (IOException e) {
        throw new IOException(
            "a cold page cache needs the program dd of GNU: " + e.getMessage(), e);
      }
      String said = new String(dd.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (end(dd) != 0) {
        throw new IOException("a cold page cache needs GNU's dd, but this one says: " + said);
      }
    }
  }

  private static int end(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the page cache was emptied");
    }
  }

  private static List<Path> files(List<Path> data) throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path path : data) {
      try (Stream<Path> below = Files.walk(path)) {
        below.filter(Files::isRegularFile).forEach(all::add);
      }
    }
    return all;
  }
}
