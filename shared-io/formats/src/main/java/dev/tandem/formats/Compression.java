package dev.tandem.formats;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * How a file is compressed, told by the ending of its name. Files of several members (gzip),
 * streams (bzip2) or frames (zstd) are read to the end of the last one. A compressed file is always
 * one split.
 */
public enum Compression {
  /** Plain bytes. */
  NONE("", "") {
    @Override
    InputStream decompress(InputStream in) {
      return in;
    }

    @Override
    OutputStream compress(OutputStream out) {
      return out;
    }
  },

  /** RFC 1952. */
  GZIP(".gz", "gzip") {
    @Override
    InputStream decompress(InputStream in) throws IOException {
      return GzipCompressorInputStream.builder()
          .setInputStream(in)
          .setDecompressConcatenated(true)
          .get();
    }

    @Override
    OutputStream compress(OutputStream out) throws IOException {
      return new GZIPOutputStream(out, BUFFER);
    }
  },

  /** The format of bzip2: the smallest and the slowest. */
  BZIP2(".bz2", "bzip2") {
    @Override
    InputStream decompress(InputStream in) throws IOException {
      return new BZip2CompressorInputStream(in, true);
    }

    @Override
    OutputStream compress(OutputStream out) throws IOException {
      return new BZip2CompressorOutputStream(out);
    }
  },

  /** RFC 8878, written with checksums. */
  ZSTD(".zst", "zstd") {
    @Override
    InputStream decompress(InputStream in) throws IOException {
      return new ZstdInputStreamNoFinalizer(in);
    }

    @Override
    OutputStream compress(OutputStream out) throws IOException {
      return new ZstdOutputStreamNoFinalizer(out).setChecksum(true);
    }
  };

  private static final int BUFFER = 1 << 16;

  private final String extension;
  private final String label;

  Compression(String extension, String label) {
    this.extension = extension;
    this.label = label;
  }

  /** What the name of a file says. */
  public static Compression of(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    for (Compression candidate : values()) {
      if (candidate != NONE && lower.endsWith(candidate.extension)) {
        return candidate;
      }
    }
    return NONE;
  }

  /** The ending of file names, with its dot; empty for {@link #NONE}. */
  public String extension() {
    return extension;
  }

  /** The usual name. */
  String label() {
    return label;
  }

  /**
   * The decompressed bytes; reading throws an IOException where the compressed ones are cut or
   * damaged.
   */
  abstract InputStream decompress(InputStream in) throws IOException;

  /** A stream that compresses; closing it ends the format and closes {@code out}. */
  abstract OutputStream compress(OutputStream out) throws IOException;
}
