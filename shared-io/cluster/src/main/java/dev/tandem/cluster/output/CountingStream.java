package dev.tandem.cluster.output;

import dev.tandem.cluster.Failures;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A new file that counts its bytes and whose failures say which file it is and how much room is
 * left.
 */
final class CountingStream extends OutputStream {
  private final FileStore files;
  private final String path;
  private final OutputStream out;
  private long bytes;
  private boolean abandoned;

  CountingStream(FileStore files, String path) throws IOException {
    this.files = files;
    this.path = path;
    try {
      this.out = files.create(path);
    } catch (IOException e) {
      throw Failures.whileWriting(files, path, e);
    }
  }

  long bytes() {
    return bytes;
  }

  /**
   * From now on nothing is written: the file will be deleted, and its format's last bytes may fail
   * no more.
   */
  void abandon() {
    abandoned = true;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    if (abandoned) {
      return;
    }
    try {
      out.write(data, offset, length);
    } catch (IOException e) {
      throw Failures.whileWriting(files, path, e);
    }
    bytes += length;
  }

  @Override
  public void flush() throws IOException {
    if (!abandoned) {
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      throw Failures.whileWriting(files, path, e);
    }
  }
}
