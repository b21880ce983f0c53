package dev.tandem.mapreduce;

import dev.tandem.contract.io.ForwardingFileStore;
import dev.tandem.contract.io.LocalFileStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A storage that damages what is written to some files, or is full. */
final class HostileFiles extends ForwardingFileStore {
  private final Predicate<String> chosen;
  private final AtomicInteger damages;
  private final AtomicInteger failures;
  private final AtomicLong room;

  private HostileFiles(Predicate<String> chosen, int damages, int failures, long room) {
    super(LocalFileStore.INSTANCE);
    this.chosen = chosen;
    this.damages = new AtomicInteger(damages);
    this.failures = new AtomicInteger(failures);
    this.room = new AtomicLong(room);
  }

  /** The files whose own names begin so, whatever the folders above them are called. */
  static Predicate<String> named(String name) {
    return path -> path.substring(path.lastIndexOf('/') + 1).startsWith(name);
  }

  /** Flips a bit in the 40th byte of the first {@code times} chosen files that are that long. */
  static HostileFiles damaging(int times, Predicate<String> chosen) {
    return new HostileFiles(chosen, times, 0, Long.MAX_VALUE);
  }

  /** Is full after so many bytes of chosen files. */
  static HostileFiles full(long bytes, Predicate<String> chosen) {
    return new HostileFiles(chosen, 0, 0, bytes);
  }

  /**
   * Fails the first time that something is moved to a chosen place, and never replaces what is
   * there.
   */
  static HostileFiles failingRename(Predicate<String> chosen) {
    return new HostileFiles(chosen, 0, 1, Long.MAX_VALUE);
  }

  @Override
  public OutputStream create(String path) throws IOException {
    OutputStream out = files.create(path);
    return chosen.test(path) ? new Hostile(out) : out;
  }

  private final class Hostile extends FilterOutputStream {
    private long written;

    Hostile(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (room.addAndGet(-length) < 0) {
        throw new IOException("No space left on device");
      }
      byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
      if (written <= 40 && written + length > 40 && damages.getAndDecrement() > 0) {
        copy[(int) (40 - written)] ^= 4;
      }
      written += length;
      out.write(copy, 0, length);
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    if (files.exists(to)) {
      throw new FileAlreadyExistsException(to);
    }
    if (chosen.test(to) && failures.getAndDecrement() > 0) {
      throw new IOException("cannot move");
    }
    files.rename(from, to);
  }
}
