package dev.tandem.mapreduce.shuffle;

import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.ForwardingFileStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * A storage with copies of parts of files, in memory or on disk, which are opened with the offsets
 * that they had in their files: a merge reads them and whole files alike. Everything else is the
 * storage's below. Thread-safe.
 */
final class CopiedFiles extends ForwardingFileStore {
  private static final String SCHEME = "copied:";

  /**
   * Bytes of a file from one offset on.
   *
   * @param bytes the copy in memory, or null
   * @param path the copy on disk, or null
   * @param from the offset
   */
  private record Part(byte[] bytes, String path, long from) {}

  private final LongConsumer released;
  private final Map<String, Part> parts = new ConcurrentHashMap<>();
  private final AtomicInteger names = new AtomicInteger();

  /**
   * @param disk holds all other files
   * @param released is told the bytes of each copy in memory that is deleted
   */
  CopiedFiles(FileStore disk, LongConsumer released) {
    super(disk);
    this.released = released;
  }

  /**
   * Takes a copy in memory.
   *
   * @param bytes not copied again
   * @param from their offset in the file
   * @return the path under which it can be opened
   */
  String add(byte[] bytes, long from) {
    return add(new Part(bytes, null, from));
  }

  /**
   * Takes a copy on files.
   *
   * @param path where it lies
   * @param from the offset of its first byte in the file
   * @return the path under which it can be opened
   */
  String add(String path, long from) {
    return add(new Part(null, path, from));
  }

  private String add(Part part) {
    String path = newPath();
    parts.put(path, part);
    return path;
  }

  /** A path under which a file in memory can be created. */
  String newPath() {
    return SCHEME + names.getAndIncrement();
  }

  @Override
  public InputStream open(String path, long offset) throws IOException {
    if (!path.startsWith(SCHEME)) {
      return files.open(path, offset);
    }
    Part part = parts.get(path);
    if (part == null || offset < part.from()) {
      throw new NoSuchFileException(path + ", byte " + offset);
    }
    long start = offset - part.from();
    if (part.path() != null) {
      return files.open(part.path(), start);
    }
    int length = part.bytes().length;
    int at = (int) Math.min(start, length);
    return new ByteArrayInputStream(part.bytes(), at, length - at);
  }

  @Override
  public void delete(String path) throws IOException {
    if (!path.startsWith(SCHEME)) {
      files.delete(path);
      return;
    }
    Part part = parts.remove(path);
    if (part != null && part.path() != null) {
      files.delete(part.path());
    } else if (part != null) {
      released.accept(part.bytes().length);
    }
  }

  @Override
  public OutputStream create(String path) throws IOException {
    return path.startsWith(SCHEME) ? new InMemory(path) : files.create(path);
  }

  /** There once it is closed. */
  private final class InMemory extends ByteArrayOutputStream {
    private final String path;

    InMemory(String path) {
      this.path = path;
    }

    @Override
    public void close() {
      parts.putIfAbsent(path, new Part(toByteArray(), null, 0));
    }
  }
}
