package dev.tandem.contract.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * All that Tandem asks of a storage. Engines, sources and committers touch files only through it,
 * so that another storage (or one that fails on purpose) can take its place. Paths use {@code /}.
 * Thread-safe.
 */
public interface FileStore {
  /** The URI scheme served: {@code file}, {@code hdfs} ... */
  String scheme();

  /**
   * The entries of a folder, by name in code point order. A link that leads nowhere is listed as an
   * empty file, which cannot be opened; what disappears while the folder is being listed is left
   * out.
   *
   * @throws java.nio.file.NoSuchFileException if it does not exist
   */
  List<FileInfo> list(String folder) throws IOException;

  /** One entry, or null if there is none. */
  FileInfo info(String path) throws IOException;

  /** Opens a file for reading from {@code offset} on. The stream is not buffered. */
  InputStream open(String path, long offset) throws IOException;

  /**
   * Creates a new file, with its folders. The stream is not buffered.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the file exists: two callers never both
   *     succeed
   */
  OutputStream create(String path) throws IOException;

  /**
   * Creates a folder and its parents, with the storage's usual permissions; no error if it exists.
   */
  void createFolder(String path) throws IOException;

  /**
   * Moves a file or folder atomically. Whether it replaces an existing target is undefined: callers
   * exclude each other by a lock.
   */
  void rename(String from, String to) throws IOException;

  /**
   * Deletes a file, or a folder with all it holds; no error if there is none, or if others delete
   * there at the same time.
   */
  void delete(String path) throws IOException;

  /** Forces a file or a folder's entries to the device. */
  void sync(String path) throws IOException;

  /** Bytes that can still be written near {@code path}. */
  long freeSpace(String path) throws IOException;

  /** Whether there is a file or folder. */
  default boolean exists(String path) throws IOException {
    return info(path) != null;
  }
}
