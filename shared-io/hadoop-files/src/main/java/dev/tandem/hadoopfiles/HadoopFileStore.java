package dev.tandem.hadoopfiles;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.protocol.AlreadyBeingCreatedException;
import org.apache.hadoop.security.AccessControlException;

/**
 * One of Hadoop's file systems: HDFS, an object store, or whatever else has a scheme of its own.
 * Creating and renaming are as atomic as that file system makes them; HDFS makes both atomic, as
 * the contract asks.
 *
 * <p>A closed file of an HDFS cannot be forced to disk any more. So files are written block by
 * block with the demand that each block is on the data nodes' disks when it ends, and their last
 * bytes are forced before they are closed: {@link #sync} finds nothing left to do.
 */
final class HadoopFileStore implements FileStore {
  private static final int BUFFER = 64 << 10;

  private final String scheme;
  private final Configuration configuration;

  HadoopFileStore(String scheme, Configuration configuration) {
    this.scheme = scheme;
    this.configuration = configuration;
  }

  @Override
  public String scheme() {
    return scheme;
  }

  private static Path path(String path) {
    try {
      return new Path(path);
    } catch (IllegalArgumentException e) {
      throw new InvalidPathException(path, String.valueOf(e.getMessage()));
    }
  }

  /** Hadoop keeps one object for each authority and user. */
  private FileSystem system(Path path) throws IOException {
    return path.getFileSystem(configuration);
  }

  @Override
  public List<FileInfo> list(String folder) throws IOException {
    Path path = path(folder);
    List<FileInfo> entries = new ArrayList<>();
    try {
      FileSystem system = system(path);
      if (system.getFileStatus(path).isFile()) {
        throw new NotDirectoryException(folder);
      }
      for (FileStatus status : system.listStatus(path)) {
        entries.add(describe(status));
      }
    } catch (IOException e) {
      throw plain(folder, e);
    }
    entries.sort(Comparator.comparing(FileInfo::name, HadoopFileStore::byCodePoints));
    return entries;
  }

  private static int byCodePoints(String a, String b) {
    return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
  }

  private static FileInfo describe(FileStatus status) {
    boolean folder = status.isDirectory();
    return new FileInfo(
        status.getPath().toString(),
        folder,
        folder ? 0 : status.getLen(),
        status.getModificationTime());
  }

  @Override
  public FileInfo info(String path) throws IOException {
    Path at = path(path);
    try {
      return describe(system(at).getFileStatus(at));
    } catch (FileNotFoundException none) {
      return null;
    } catch (IOException e) {
      throw plain(path, e);
    }
  }

  @Override
  public InputStream open(String path, long offset) throws IOException {
    Path at = path(path);
    try {
      FSDataInputStream in = system(at).open(at);
      try {
        in.seek(offset);
        return in;
      } catch (EOFException behindTheEnd) {
        in.close();
        return InputStream.nullInputStream();
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw plain(path, e);
    }
  }

  @Override
  public OutputStream create(String path) throws IOException {
    Path at = path(path);
    try {
      FileSystem system = system(at);
      return new Forced(
          system.create(
              at,
              FsPermission.getFileDefault().applyUMask(FsPermission.getUMask(configuration)),
              EnumSet.of(CreateFlag.CREATE, CreateFlag.SYNC_BLOCK),
              BUFFER,
              system.getDefaultReplication(at),
              system.getDefaultBlockSize(at),
              null));
    } catch (IOException e) {
      throw plain(path, e);
    }
  }

  @Override
  public void createFolder(String path) throws IOException {
    Path at = path(path);
    try {
      if (!system(at).mkdirs(at)) {
        throw new IOException("cannot create the folder " + path);
      }
    } catch (IOException e) {
      throw plain(path, e);
    }
  }

  /**
   * Hadoop moves <i>into</i> an existing folder, which nobody here wants: an existing target is
   * refused.
   */
  @Override
  public void rename(String from, String to) throws IOException {
    Path source = path(from);
    Path target = path(to);
    try {
      FileSystem system = system(source);
      if (system.exists(target)) {
        throw new FileAlreadyExistsException(to);
      }
      if (!system.rename(source, target)) {
        if (!system.exists(source)) {
          throw new NoSuchFileException(from);
        }
        throw new IOException("cannot move " + from + " to " + to);
      }
    } catch (IOException e) {
      throw plain(from, e);
    }
  }

  @Override
  public void delete(String path) throws IOException {
    Path at = path(path);
    try {
      FileSystem system = system(at);
      if (!system.delete(at, true) && system.exists(at)) {
        throw new IOException("cannot delete " + path);
      }
    } catch (FileNotFoundException deletedByOthers) {
      return;
    } catch (IOException e) {
      throw plain(path, e);
    }
  }

  /** Only looks whether it is there: see the class comment. */
  @Override
  public void sync(String path) throws IOException {
    if (!exists(path)) {
      throw new NoSuchFileException(path);
    }
  }

  @Override
  public long freeSpace(String path) throws IOException {
    Path at = path(path);
    try {
      FileSystem system = system(at);
      while (!system.exists(at) && at.getParent() != null) {
        at = at.getParent();
      }
      return system.getStatus(at).getRemaining();
    } catch (IOException e) {
      throw plain(path, e);
    }
  }

  /**
   * What the contract promises, in the words of {@code java.nio}, and one line: what comes from a
   * server carries its stack trace in the message.
   */
  private static IOException plain(String path, IOException e) {
    if (e instanceof FileNotFoundException) {
      return because(new NoSuchFileException(path), e);
    }
    if (e instanceof org.apache.hadoop.fs.FileAlreadyExistsException
        || e instanceof AlreadyBeingCreatedException) {
      return because(new FileAlreadyExistsException(path), e);
    }
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    if (e instanceof AccessControlException) {
      return because(new AccessDeniedException(path, null, line), e);
    }
    return end < 0 ? e : new IOException(line, e);
  }

  private static IOException because(IOException failure, IOException cause) {
    failure.initCause(cause);
    return failure;
  }

  /** Forces what was written before it closes. */
  private static final class Forced extends OutputStream {
    private final FSDataOutputStream out;
    private boolean closed;

    Forced(FSDataOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
      out.write(data, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try (out) {
        if (out.hasCapability(StreamCapabilities.HSYNC)) {
          out.hsync();
        }
      }
    }
  }
}
