package dev.tandem.datasets.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens a new file for writing. The place where tests let a disk be full. */
@FunctionalInterface
public interface FileOpener {
  /** The local file system. */
  FileOpener LOCAL =
      path -> FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  WritableByteChannel create(Path path) throws IOException;
}
