package dev.tandem.rdd.api;

import dev.tandem.cluster.Node;
import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.RunReader;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.rdd.store.Reclaim;
import dev.tandem.rdd.store.SpilledGroup;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
  private record Copy(Node node, String path) {
    static Copy on(Node node) {
      return new Copy(node, node.scratch() + "/group-" + UUID.randomUUID());
    }
  }

  private final FileStore files;
  private final List<Copy> copies;
  private final Segment segment;
  private final int size;

  private SpilledValues(FileStore files, Copy first, Segment segment) {
    List<Copy> all = new CopyOnWriteArrayList<>(List.of(first));
    this.files = files;
    this.copies = all;
    this.segment = segment;
    this.size = Math.toIntExact(segment.records());
    // must not refer to this list
    Reclaim.after(this, () -> all.forEach(copy -> Reclaim.delete(files, copy.path())));
  }

  static Writer writer(TaskContext task) throws IOException {
    return new Writer(task.files(), Copy.on(task.node()));
  }

  /**
   * Writes one list. The list outlives its attempt, even one that fails: others may have seen it in
   * what the task kept.
   */
  static final class Writer implements Closeable {
    private static final byte[] NO_KEY = new byte[0];

    private final FileStore files;
    private final Copy first;
    private final RunWriter run;
    private final Output out = new Output(256);
    private boolean whole;

    private Writer(FileStore files, Copy first) throws IOException {
      this.files = files;
      this.first = first;
      try {
        this.run = new RunWriter(files, first.path());
      } catch (IOException e) {
        Reclaim.delete(files, first.path());
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
      return new SpilledValues(files, first, segment);
    }

    @Override
    public void close() throws IOException {
      if (whole) {
        return;
      }
      try (run) {
        files.delete(first.path());
      }
    }
  }

  @Override
  public boolean readable() {
    return copies.stream().anyMatch(copy -> copy.node().alive());
  }

  @Override
  public synchronized void copyTo(Node node) throws IOException {
    if (copies.stream().noneMatch(copy -> copy.node() == node)) {
      Copy copy = Copy.on(node);
      try (InputStream in = files.open(source().path(), 0);
          OutputStream out = files.create(copy.path())) {
        in.transferTo(out);
      } catch (IOException | RuntimeException e) {
        Reclaim.delete(files, copy.path()); // half a copy
        throw e;
      }
      copies.add(copy);
    }
  }

  /** A copy that is there, if one is. */
  private Copy source() {
    return copies.stream().filter(copy -> copy.node().alive()).findFirst().orElse(copies.get(0));
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
    try {
      return new Reading(new RunReader(files, source().path(), segment));
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private StorageFailure gone(IOException e) {
    return new StorageFailure(
        new IOException(
            "the "
                + size
                + " values of a group were too many for the memory of a task, and the file that held"
                + " them cannot be read: "
                + e.getMessage(),
            e));
  }

  @Override
  public String toString() {
    return "[" + size + " values in " + source().path() + "]";
  }

  private final class Reading implements Iterator<Object> {
    private final RunReader run;
    private final Input in = new Input();
    private int left = size;

    Reading(RunReader run) {
      this.run = run;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public Object next() {
      if (left == 0) {
        throw new NoSuchElementException();
      }
      try {
        run.next();
        in.reset(run.buffer(), run.valueOffset(), run.valueLength());
        Object value = CombinerCodec.INSTANCE.read(in);
        if (--left == 0) {
          run.close();
        }
        return value;
      } catch (IOException e) {
        throw gone(e);
      }
    }
  }
}
