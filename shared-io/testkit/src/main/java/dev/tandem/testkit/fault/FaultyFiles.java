package dev.tandem.testkit.fault;

import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.ForwardingFileStore;
import dev.tandem.contract.io.LocalFileStore;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Files with faults, those of this machine unless others are given. Every call that changes
 * something (create, write, close, rename, delete, sync, createFolder) is counted from 1 and
 * remembered, so that a first run says how many places there are to fail at and each later run
 * fails at one of them. Also counts open streams.
 *
 * <p>Faults are chosen before the run; a store serves one run. Thread-safe.
 */
public final class FaultyFiles extends ForwardingFileStore {
  /** What happens at the chosen call. */
  public enum Mode {
    /** It fails and has done nothing. */
    FAIL_BEFORE,
    /** It fails although it has done what it was asked for. */
    FAIL_AFTER,
    /** It and all later ones fail and do nothing, as if the process had died there. */
    CRASH,
    /** The process ends there, as by kill -9. */
    HALT
  }

  private final List<String> changes = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);
  private final AtomicInteger damages = new AtomicInteger();
  private int failing;
  private Mode mode = Mode.FAIL_BEFORE;
  private Predicate<String> counted = path -> true;
  private Predicate<String> full = path -> false;
  private Predicate<String> damaged = path -> false;
  private Predicate<String> denied = path -> false;
  private UnaryOperator<byte[]> damage = UnaryOperator.identity();
  private Runnable lastWords = () -> {};

  /** Over the files of this machine. */
  public FaultyFiles() {
    this(LocalFileStore.INSTANCE);
  }

  /** Over another storage. */
  public FaultyFiles(FileStore files) {
    super(files);
  }

  /** Calls something right before the process ends: a {@link PowerCutFiles#cut}, say. */
  public FaultyFiles halting(Runnable action) {
    lastWords = action;
    return this;
  }

  /** Only calls with such a path are counted and can fail; unless called, all. */
  public FaultyFiles counting(Predicate<String> paths) {
    counted = paths;
    return this;
  }

  /** Fails at the {@code call}-th change, counted from 1. */
  public FaultyFiles failing(int call, Mode how) {
    failing = call;
    mode = how;
    return this;
  }

  /** Has no room after so many bytes in such files. */
  public FaultyFiles full(long bytes, Predicate<String> paths) {
    room.set(bytes);
    full = paths;
    return this;
  }

  /**
   * Changes the content of the first such files when they are closed.
   *
   * @param times how many files
   * @param how gets the whole content and returns another one; may change its argument
   */
  public FaultyFiles damaging(int times, Predicate<String> paths, UnaryOperator<byte[]> how) {
    damages.set(times);
    damaged = paths;
    damage = how;
    return this;
  }

  /** Does not let such files be read, as for want of permission. */
  public FaultyFiles denying(Predicate<String> paths) {
    denied = paths;
    return this;
  }

  /** The changes so far, in order: {@code rename a -> b}. */
  public List<String> changes() {
    synchronized (changes) {
      return List.copyOf(changes);
    }
  }

  /** Streams that are open now. */
  public int open() {
    return open.get();
  }

  /** Streams that were open at the same time, at most. */
  public int peakOpen() {
    return peak.get();
  }

  /** Files that have been damaged so far. */
  public boolean isDamageDone() {
    return damages.get() <= 0;
  }

  @FunctionalInterface
  private interface Change {
    void run() throws IOException;
  }

  private void change(String what, String path, Change change) throws IOException {
    if (!counted.test(path)) {
      change.run();
      return;
    }
    int call = calls.incrementAndGet();
    changes.add(what + " " + path);
    boolean chosen = call == failing || mode == Mode.CRASH && failing > 0 && call > failing;
    if (!chosen) {
      change.run();
      return;
    }
    if (mode == Mode.HALT) {
      lastWords.run();
      Runtime.getRuntime().halt(137);
    } else if (mode == Mode.FAIL_AFTER) {
      change.run();
    }
    throw new IOException("injected failure of change " + call + ": " + what + " " + path);
  }

  private void opened() {
    peak.accumulateAndGet(open.incrementAndGet(), Math::max);
  }

  @Override
  public OutputStream create(String path) throws IOException {
    OutputStream[] made = new OutputStream[1];
    try {
      change("create", path, () -> made[0] = files.create(path));
    } catch (IOException e) {
      if (made[0] != null) {
        made[0].close();
      }
      throw e;
    }
    opened();
    return new Written(made[0], path);
  }

  private final class Written extends FilterOutputStream {
    private final String path;
    private boolean closed;

    Written(OutputStream out, String path) {
      super(out);
      this.path = path;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (full.test(path) && room.addAndGet(-length) < 0) {
        throw new IOException("No space left on device");
      }
      change("write", path, () -> out.write(bytes, offset, length));
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      open.decrementAndGet();
      out.close();
      if (damaged.test(path) && damages.getAndDecrement() > 0) {
        rewrite(path);
      }
      change("close", path, () -> {});
    }
  }

  private void rewrite(String path) throws IOException {
    byte[] content;
    try (InputStream in = files.open(path, 0)) {
      content = in.readAllBytes();
    }
    files.delete(path);
    try (OutputStream again = files.create(path)) {
      again.write(damage.apply(content));
    }
  }

  @Override
  public InputStream open(String path, long offset) throws IOException {
    if (denied.test(path)) {
      throw new AccessDeniedException(path);
    }
    InputStream in = files.open(path, offset);
    opened();
    return new FilterInputStream(in) {
      private boolean closed;

      @Override
      public void close() throws IOException {
        if (!closed) {
          closed = true;
          open.decrementAndGet();
        }
        in.close();
      }
    };
  }

  @Override
  public void createFolder(String path) throws IOException {
    change("createFolder", path, () -> files.createFolder(path));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    change("rename", from + " -> " + to, () -> files.rename(from, to));
  }

  @Override
  public void delete(String path) throws IOException {
    change("delete", path, () -> files.delete(path));
  }

  @Override
  public void sync(String path) throws IOException {
    change("sync", path, () -> files.sync(path));
  }
}
