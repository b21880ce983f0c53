package dev.tandem.formats;

import dev.tandem.contract.io.FileStore;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of one file, decompressed where its name says so. Every failure names the file and how
 * far it was read.
 */
final class FileBytes implements Closeable {
  private static final int COMPRESSED_BUFFER = 1 << 16;

  private final String path;
  private final Compression compression;
  private final Counted raw;
  private final InputStream bytes;

  private FileBytes(String path, Compression compression, Counted raw) throws IOException {
    this.path = path;
    this.compression = compression;
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
      return new FileBytes(path, Compression.of(path), raw);
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
          "input '" + path + "' cannot be read beyond byte " + raw.count + ": " + e.getMessage(),
          e);
    }
    return new BadInputException(
        path,
        "before compressed byte " + raw.count,
        "the " + compression.label() + " data is truncated or damaged (" + e.getMessage() + ")",
        "make or copy the file again",
        e);
  }

  /** Bytes of storage consumed so far. */
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
