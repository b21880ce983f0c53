package dev.tandem.contract.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * A storage in front of another one, to which it hands every call: whoever counts, delays or breaks
 * some of them says no more than that. Whether something {@link #exists} is asked of this storage's
 * own {@link #info}, so that who changes that has changed both.
 */
public abstract class ForwardingFileStore implements FileStore {
  /** The storage behind. */
  protected final FileStore files;

  /**
   * @param files the storage behind
   */
  protected ForwardingFileStore(FileStore files) {
    this.files = files;
  }

  @Override
  public String scheme() {
    return files.scheme();
  }

  @Override
  public List<FileInfo> list(String folder) throws IOException {
    return files.list(folder);
  }

  @Override
  public FileInfo info(String path) throws IOException {
    return files.info(path);
  }

  @Override
  public InputStream open(String path, long offset) throws IOException {
    return files.open(path, offset);
  }

  @Override
  public OutputStream create(String path) throws IOException {
    return files.create(path);
  }

  @Override
  public void createFolder(String path) throws IOException {
    files.createFolder(path);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    files.rename(from, to);
  }

  @Override
  public void delete(String path) throws IOException {
    files.delete(path);
  }

  @Override
  public void sync(String path) throws IOException {
    files.sync(path);
  }

  @Override
  public long freeSpace(String path) throws IOException {
    return files.freeSpace(path);
  }
}
