package dev.tandem.rdd.api;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.RunReader;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.rdd.store.Reclaim;
import java.io.Closeable;
import java.io.IOException;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.UUID;

/**
 * A list in a file on a node: the values of a group that was too large for the memory of its task.
 * To be iterated, as often as is wanted; looking a value up by its index reads all those before it.
 * The file lives as long as the list is reachable and the node is there.
 */
final class SpilledValues extends AbstractList<Object> {
  private final FileStore files;
  private final String path;
  private final Segment segment;
  private final int size;

  private SpilledValues(FileStore files, String path, Segment segment) {
    this.files = files;
    this.path = path;
    this.segment = segment;
    this.size = Math.toIntExact(segment.records());
    Reclaim.after(this, () -> Reclaim.delete(files, path)); // the parameters, not the fields
  }

  static Writer writer(TaskContext task) throws IOException {
    String path = task.node().scratch() + "/group-" + UUID.randomUUID();
    task.onAbort(() -> task.files().delete(path));
    return new Writer(task.files(), path);
  }

  /** Writes one list. */
  static final class Writer implements Closeable {
    private static final byte[] NO_KEY = new byte[0];

    private final FileStore files;
    private final RunWriter run;
    private final Output out = new Output(256);

    private Writer(FileStore files, String path) throws IOException {
      this.files = files;
      this.run = new RunWriter(files, path);
    }

    void add(Object value) throws IOException {
      out.truncate(0);
      Codecs.dynamic().write(value, out);
      run.write(NO_KEY, 0, 0, out.array(), 0, out.position());
    }

    SpilledValues end() throws IOException {
      Segment segment = run.endSegment();
      run.close();
      return new SpilledValues(files, run.path(), segment);
    }

    @Override
    public void close() throws IOException {
      run.close();
    }
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
      return new Reading(new RunReader(files, path, segment));
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
    return "[" + size + " values in " + path + "]";
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
        Object value = Codecs.dynamic().read(in);
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
