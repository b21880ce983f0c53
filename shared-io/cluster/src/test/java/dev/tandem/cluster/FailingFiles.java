package dev.tandem.cluster;

import dev.tandem.contract.io.ForwardingFileStore;
import dev.tandem.contract.io.LocalFileStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Local files that fail at the n-th call that changes something, either before or after its effect.
 */
public final class FailingFiles extends ForwardingFileStore {
  private final AtomicInteger calls = new AtomicInteger();
  private final int failing;
  private final boolean afterEffect;
  private volatile String failed = "";

  /** Never fails, counts only. */
  public FailingFiles() {
    this(0, false);
  }

  public FailingFiles(int failing, boolean afterEffect) {
    super(LocalFileStore.INSTANCE);
    this.failing = failing;
    this.afterEffect = afterEffect;
  }

  public int calls() {
    return calls.get();
  }

  /** What failed; empty if nothing did. */
  public String failed() {
    return failed;
  }

  private interface Change {
    void run() throws IOException;
  }

  private void change(String what, Change change) throws IOException {
    boolean fails = calls.incrementAndGet() == failing;
    if (!fails || afterEffect) {
      change.run();
    }
    if (fails) {
      failed = what;
      throw new IOException("No space left on device");
    }
  }

  @Override
  public OutputStream create(String path) throws IOException {
    OutputStream[] out = new OutputStream[1];
    try {
      change("create " + path, () -> out[0] = files.create(path));
    } catch (IOException e) {
      if (out[0] != null) {
        out[0].close();
      }
      throw e;
    }
    return new FilterOutputStream(out[0]) {
      private boolean closed;

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        change("write " + path, () -> out.write(bytes, offset, length));
      }

      @Override
      public void close() throws IOException {
        if (!closed) {
          closed = true;
          out.close();
          change("close " + path, () -> {});
        }
      }
    };
  }

  @Override
  public void createFolder(String path) throws IOException {
    change("createFolder " + path, () -> files.createFolder(path));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    change("rename " + from, () -> files.rename(from, to));
  }

  @Override
  public void delete(String path) throws IOException {
    change("delete " + path, () -> files.delete(path));
  }

  @Override
  public void sync(String path) throws IOException {
    change("sync " + path, () -> files.sync(path));
  }

  @Override
  public long freeSpace(String path) {
    return 42;
  }
}
