package dev.tandem.formats;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of one file, decompressed where its name says so. Every failure names the file and how
 * far it was read; decoders read ahead by some kilobytes.
 */
final class FileBytes implements Closeable {
  private static final int COMPRESSED_BUFFER = 1 << 16;

  private final FileStore files;
  private final String path;
  private final Compression compression;
  private final long from;
  private final Counted raw;
  private final InputStream bytes;

  private FileBytes(FileStore files, String path, long from, Counted raw) throws IOException {
    this.files = files;
    this.path = path;
    this.compression = Compression.of(path);
    this.from = from;
    this.raw = raw;
    this.bytes = decompress();
  }

  /**
   * Opens a file.
   *
   * @param offset where to start; 0 if the file is compressed
   */
  static FileBytes open(FileStore files, String path, long offset) throws IOException {
    Counted raw;
    try {
      raw = new Counted(files.open(path, offset));
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
    try {
      return new FileBytes(files, path, offset, raw);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private InputStream decompress() throws IOException {
    if (compression == Compression.NONE) {
      return raw;
    }
    BufferedInputStream buffered = new BufferedInputStream(raw, COMPRESSED_BUFFER);
    try {
      buffered.mark(1);
      if (buffered.read() < 0) {
        return buffered;
      }
      buffered.reset();
      return compression.decompress(buffered);
    } catch (IOException | RuntimeException e) {
      throw failure(e);
    }
  }

  /** Reads at least one byte, or returns -1 at the end. */
  int read(byte[] into, int offset, int length) throws IOException {
    try {
      return bytes.read(into, offset, length);
    } catch (IOException | RuntimeException e) {
      throw failure(e);
    }
  }

  /**
   * Decoders throw anything for damaged data; what the storage throws passes through {@link
   * Counted} and is remembered there.
   */
  private IOException failure(Exception e) {
    if (raw.failure != null || compression == Compression.NONE) {
      return new IOException(
          "input '" + path + "' cannot be read beyond byte " + (from + raw.count) + ": " + why(e),
          e);
    }
    return new BadInputException(
        path,
        "compressed byte " + reached(),
        "the " + compression.label() + " data is truncated or damaged",
        "make or copy the file again",
        e);
  }

  private static String why(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** How far the decoder has come, of how many bytes there are where the storage can tell. */
  private String reached() {
    try {
      FileInfo info = files.info(path);
      return info == null || info.length() < raw.count
          ? Long.toString(raw.count)
          : raw.count + " of " + info.length();
    } catch (IOException unknown) {
      return Long.toString(raw.count);
    }
  }

  /** Bytes of storage read so far. */
  long consumed() {
    return raw.count;
  }

  boolean compressed() {
    return compression != Compression.NONE;
  }

  String path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
    raw.close();
  }

  private static final class Counted extends FilterInputStream {
    private long count;
    private IOException failure;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        int n = in.read(into, offset, length);
        count += Math.max(n, 0);
        return n;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
