package dev.tandem.rdd.api;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.cluster.Node;
import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.RunReader;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.rdd.store.Copies;
import dev.tandem.rdd.store.Reclaim;
import dev.tandem.rdd.store.SpilledGroup;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A list in a file on a node: the values of a group that was too large for the memory of its task.
 * To be iterated, as often as is wanted; looking a value up by its index reads all those before it.
 * The file lives as long as the list is reachable and a node with a copy of it is there.
 */
final class SpilledValues extends AbstractList<Object> implements SpilledGroup {
  /** A file with all values. */
  private static final class Copy {
    private final Node node;
    private final String path;

    /** Once reading it has failed, it is only read where there is no other one. */
    private volatile boolean damaged;

    Copy(Node node) {
      this.node = node;
      this.path = node.scratch() + "/group-" + UUID.randomUUID();
    }

    boolean readable() {
      return node.alive() && !damaged;
    }
  }

  private final FileStore files;
  private final Attempt madeBy;
  private final List<Copy> copies;
  private final Segment segment;
  private final int size;

  private SpilledValues(FileStore files, Attempt madeBy, Copy first, Segment segment) {
    List<Copy> all = new CopyOnWriteArrayList<>(List.of(first));
    this.files = files;
    this.madeBy = madeBy;
    this.copies = all;
    this.segment = segment;
    this.size = Math.toIntExact(segment.records());
    // must not refer to this list
    Reclaim.after(this, () -> all.forEach(copy -> Reclaim.delete(files, copy.path)));
  }

  static Writer writer(TaskContext task) throws IOException {
    return new Writer(task);
  }

  /**
   * Writes one list. The list outlives its attempt, even one that fails: others may have seen it in
   * what the task kept.
   */
  static final class Writer implements Closeable {
    private static final byte[] NO_KEY = new byte[0];

    private final FileStore files;
    private final Attempt attempt;
    private final Copy first;
    private final RunWriter run;
    private final Output out = new Output(256);
    private boolean whole;

    private Writer(TaskContext task) throws IOException {
      this.files = task.files();
      this.attempt = task.attempt();
      this.first = new Copy(task.node());
      try {
        this.run = new RunWriter(files, first.path);
      } catch (IOException e) {
        Reclaim.delete(files, first.path);
        throw e;
      }
    }

    void add(Object value) throws IOException {
      out.truncate(0);
      codecOf(value).write(value, out);
      run.write(NO_KEY, 0, 0, out.array(), 0, out.position());
    }

    /** What sorts by a comparator keeps the order it has, as in any shuffle through files. */
    private static Codec<Object> codecOf(Object value) {
      return CombinerCodec.comparatorOf(value) == null ? CombinerCodec.INSTANCE : Codecs.dynamic();
    }

    SpilledValues end() throws IOException {
      Segment segment = run.endSegment();
      run.close();
      whole = true;
      return new SpilledValues(files, attempt, first, segment);
    }

    @Override
    public void close() throws IOException {
      if (whole) {
        return;
      }
      try (run) {
        files.delete(first.path);
      }
    }
  }

  @Override
  public boolean readable() {
    return copies.stream().anyMatch(Copy::readable);
  }

  @Override
  public synchronized void copyTo(Node node) throws IOException {
    if (copies.stream().noneMatch(copy -> copy.node == node)) {
      Copy copy = new Copy(node);
      try (InputStream in = open()) {
        Copies.write(files, in, copy.path);
      }
      copies.add(copy);
    }
  }

  private InputStream open() {
    Copy from = source();
    try {
      return files.open(from.path, 0);
    } catch (IOException e) {
      throw lost(from, e);
    }
  }

  /** A copy that is there, if one is. */
  private Copy source() {
    return copies.stream().filter(Copy::readable).findFirst().orElse(copies.get(0));
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Object get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index + " of " + size);
    }
    Iterator<Object> values = iterator();
    for (int i = 0; i < index; i++) {
      values.next();
    }
    return values.next();
  }

  /** Holds the file open until the last value has been read. */
  @Override
  public Iterator<Object> iterator() {
    Copy from = source();
    try {
      return new Reading(from, new RunReader(files, from.path, segment));
    } catch (IOException | CorruptDataException e) {
      throw lost(from, e);
    }
  }

  /**
   * What a copy that cannot be read means for its reader: an input is lost, and is made again where
   * it can be. The interruption of a task that was told to stop looks the same, and says nothing
   * about the copy.
   */
  private StorageFailure lost(Copy copy, Exception e) {
    if (!Thread.currentThread().isInterrupted()) {
      copy.damaged = true;
    }
    String what =
        "the "
            + size
            + " values of a group were too many for the memory of a task, and the file"
            + " that held them cannot be read: "
            + e.getMessage();
    // Names no stage, for none is to run now: the next attempt finds whatever refers to the group
    // unreadable and has that made again. The stage may even be the reader's own, which would wait
    // for itself.
    String group = "a group of " + madeBy.unit();
    return new FetchFailure(group, madeBy.task(), new IOException(what, e)).unchecked();
  }

  @Override
  public String toString() {
    return "[" + size + " values in " + source().path + "]";
  }

  private final class Reading implements Iterator<Object> {
    private final Copy from;
    private final RunReader run;
    private final Input in = new Input();
    private int left = size;
    private boolean failed;

    Reading(Copy from, RunReader run) {
      this.from = from;
      this.run = run;
    }

    @Override
    public boolean hasNext() {
      return left > 0 && !failed;
    }

    @Override
    public Object next() {
      if (failed) {
        throw new IllegalStateException("these values could not be read to their end");
      }
      if (left == 0) {
        throw new NoSuchElementException();
      }
      try {
        read();
        // Not in there: a class that cannot be loaded, say, is no damage of the copy.
        Object value = CombinerCodec.INSTANCE.read(in);
        if (--left == 0) {
          close();
        }
        return value;
      } catch (RuntimeException | Error e) {
        closeAfter(e);
        throw e;
      }
    }

    private void read() {
      try {
        run.next();
        in.reset(run.buffer(), run.valueOffset(), run.valueLength());
      } catch (IOException | CorruptDataException e) {
        throw lost(from, e);
      }
    }

    private void close() {
      try {
        run.close();
      } catch (IOException e) {
        throw lost(from, e);
      }
    }

    /** A closed file says nothing about its copy: it is not read again. */
    private void closeAfter(Throwable failure) {
      failed = true;
      try {
        run.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }
}
