package dev.tandem.datasets.store;

import dev.tandem.datasets.generate.ByteLine;
import dev.tandem.datasets.generate.RecordFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes records into one file or into part files, through a buffer of a megabyte, and digests them
 * on the way. Nothing is visible at the target before {@link #commit}.
 */
public final class DatasetWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 20;

  private final Staging staging;
  private final int fileCount;
  private final RecordDigest digest;
  private final ProgressListener listener;
  private final FileOpener opener;
  private final byte[] buffer = new byte[BUFFER];
  private final List<Manifest.Part> files = new ArrayList<>();
  private WritableByteChannel channel;
  private int buffered;
  private long fileBytes;
  private long totalBytes;

  /**
   * Prepares to write.
   *
   * @param target a file if {@code fileCount} is 1, else a folder
   * @throws java.nio.file.FileAlreadyExistsException if the target exists and may not be replaced
   */
  public DatasetWriter(
      Path target,
      int fileCount,
      boolean overwrite,
      RecordFormat format,
      ProgressListener listener,
      FileOpener opener)
      throws IOException {
    this.staging = new Staging(target, overwrite);
    this.fileCount = fileCount;
    this.digest = new RecordDigest(format);
    this.listener = listener;
    this.opener = opener;
  }

  /** Appends whole records to the current file. */
  public void write(ByteLine records) throws IOException {
    byte[] source = records.array();
    int from = 0;
    int left = records.length();
    while (left > 0) {
      if (buffered == BUFFER) {
        flush();
      }
      int count = Math.min(left, BUFFER - buffered);
      System.arraycopy(source, from, buffer, buffered, count);
      buffered += count;
      from += count;
      left -= count;
    }
  }

  /**
   * Goes on to the file that holds what lies at {@code done} of {@code total}, both in bytes or
   * both in rows; part files thus get equal shares, cut between records.
   */
  public void advance(long done, long total) throws IOException {
    if (fileCount == 1) {
      return;
    }
    long share = total / fileCount;
    long rest = total % fileCount;
    // File i ends at share * i + min(i, rest): no product that could overflow.
    while (files.size() < fileCount - 1) {
      long index = files.size() + 1L;
      if (done < share * index + Math.min(index, rest)) {
        return;
      }
      endFile();
    }
  }

  private void flush() throws IOException {
    digest.update(buffer, 0, buffered);
    try {
      writeBuffer();
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          "cannot write "
              + staging.target()
              + " beyond byte "
              + totalBytes
              + ": "
              + e.getMessage()
              + "; nothing has been left there",
          e);
    }
    fileBytes += buffered;
    totalBytes += buffered;
    buffered = 0;
    listener.written(totalBytes);
  }

  private void writeBuffer() throws IOException {
    if (channel == null) {
      channel = opener.create(staging.folder().resolve(name(files.size())));
    }
    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, buffered);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void endFile() throws IOException {
    flush();
    channel.close();
    channel = null;
    files.add(new Manifest.Part(name(files.size()), fileBytes));
    fileBytes = 0;
  }

  private String name(int file) {
    return fileCount == 1
        ? staging.target().getFileName().toString()
        : String.format(Locale.ROOT, "part-%05d", file);
  }

  /** Ends the files; the result goes into the manifest. */
  public RecordDigest.Result finish() throws IOException {
    while (files.size() < fileCount) {
      endFile();
    }
    return digest.finish();
  }

  /** The files that have been ended, in order. */
  public List<Manifest.Part> files() {
    return List.copyOf(files);
  }

  /** Makes data and manifest visible at the target. */
  public void commit(Manifest manifest) throws IOException {
    Path target = staging.target();
    Path staged = Manifest.pathFor(staging.folder(), true);
    manifest.write(staged);
    if (fileCount > 1) {
      staging.commitFolder();
    } else {
      Path file = staging.folder().resolve(target.getFileName());
      staging.commitFile(file, staged, Manifest.pathFor(target, false));
    }
  }

  @Override
  public void close() throws IOException {
    try (Staging closed = staging) {
      if (channel != null) {
        channel.close();
      }
    }
  }
}
