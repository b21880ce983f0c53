package dev.tandem.formats;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Read-only files in memory, delivered in pieces of a given size as a slow storage would. */
final class MemoryStore implements FileStore {
  private final TreeMap<String, byte[]> contents = new TreeMap<>();
  private int piece = Integer.MAX_VALUE;

  MemoryStore with(String path, byte[] bytes) {
    contents.put(path, bytes);
    return this;
  }

  MemoryStore with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  MemoryStore pieces(int bytes) {
    piece = bytes;
    return this;
  }

  @Override
  public String scheme() {
    return "memory";
  }

  @Override
  public List<FileInfo> list(String folder) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    String prefix = folder + "/";
    for (String path : contents.tailMap(prefix).keySet()) {
      if (path.startsWith(prefix)) {
        names.add(prefix + path.substring(prefix.length()).split("/", 2)[0]);
      }
    }
    if (names.isEmpty()) {
      throw new NoSuchFileException(folder);
    }
    return names.stream().map(this::info).toList();
  }

  @Override
  public FileInfo info(String path) {
    byte[] bytes = contents.get(path);
    if (bytes != null) {
      return new FileInfo(path, false, bytes.length, 0);
    }
    String next = contents.higherKey(path + "/");
    return next != null && next.startsWith(path + "/") ? new FileInfo(path, true, 0, 0) : null;
  }

  @Override
  public InputStream open(String path, long offset) throws IOException {
    byte[] bytes = contents.get(path);
    if (bytes == null) {
      throw new NoSuchFileException(path);
    }
    int from = (int) Math.min(offset, bytes.length);
    return new FilterInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from)) {
      @Override
      public int read(byte[] into, int at, int length) throws IOException {
        return in.read(into, at, Math.min(length, piece));
      }
    };
  }

  @Override
  public OutputStream create(String path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void createFolder(String path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void rename(String from, String to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(String path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void sync(String path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long freeSpace(String path) {
    return 0;
  }
}
