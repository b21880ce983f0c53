package dev.tandem.formats;

import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.job.OutputFolder;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A sink that writes a line for each record, ended by LF. The digest covers the bytes of each line
 * without the LF.
 *
 * @param <T> the records
 * @param <S> the sink itself
 */
abstract class LineSink<T, S> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final OutputFolder folder;
  private final Compression compression;

  LineSink(OutputFolder folder, Compression compression) {
    this.folder = folder;
    this.compression = compression;
  }

  /** Appends the line of a record, without its LF. */
  abstract void append(T record, Output line) throws IOException;

  /** The same sink with another compression. */
  abstract S with(OutputFolder sameFolder, Compression other);

  /** The same sink, writing {@code .gz} files. */
  public final S gzip() {
    return with(folder, Compression.GZIP);
  }

  /** The same sink, writing {@code .bz2} files. */
  public final S bzip2() {
    return with(folder, Compression.BZIP2);
  }

  /** The same sink, writing {@code .zst} files. */
  public final S zstd() {
    return with(folder, Compression.ZSTD);
  }

  @Override
  public final String folder() {
    return folder.name();
  }

  @Override
  public final String extension() {
    return compression.extension();
  }

  @Override
  public final RecordWriter<T> open(OutputStream out) throws IOException {
    return new LineWriter<>(this, compression.compress(out));
  }
}
