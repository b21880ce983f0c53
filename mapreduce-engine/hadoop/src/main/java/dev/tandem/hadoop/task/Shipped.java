package dev.tandem.hadoop.task;

import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.plan.SideInput;
import dev.tandem.hadoop.ship.Parcel;
import dev.tandem.hadoop.ship.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/**
 * What the driver has sent along: read from the job's folder where the tasks run in the driver's
 * process, and from Hadoop's cache on the task's machine elsewhere.
 */
final class Shipped {
  private Shipped() {}

  static Program program(Configuration conf, FileStore files, LocalRun run) throws IOException {
    JobFolder folder = JobFolder.of(conf);
    try {
      return Parcel.open(
          read(conf, files, folder.program()),
          conf.get(Keys.SEAL, ""),
          conf.getClassLoader(),
          id -> run.broadcasts().computeIfAbsent(id, n -> broadcast(conf, files, n)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static SideInput broadcast(Configuration conf, FileStore files, int id) {
    try {
      return new SideInput(id, read(conf, files, JobFolder.of(conf).broadcast(id)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file of the job's folder, or its copy in the task's working folder. */
  static byte[] read(Configuration conf, FileStore files, String path) throws IOException {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String at =
        conf.getBoolean(Keys.CACHED, false)
            ? Path.of(Keys.CACHE_PREFIX + name).toAbsolutePath().toString()
            : path;
    try (InputStream in = files.open(at, 0)) {
      return in.readAllBytes();
    }
  }
}
