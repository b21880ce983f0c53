package dev.tandem.rdd.store;

import dev.tandem.cluster.runs.RunReader;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StorageFailure;
import java.io.Closeable;
import java.io.IOException;

/** The records of one partition in a run file of one segment: cached blocks and checkpoints. */
final class RecordFile {
  private static final byte[] NO_KEY = new byte[0];

  private RecordFile() {}

  /** The file cannot be read. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(Exception cause) {
      super(cause.getMessage(), cause);
    }

    /** What the storage or the checksums said. */
    Exception cause() {
      return (Exception) getCause();
    }
  }

  /** Writes records as they come. */
  static final class Writer implements Collector, Closeable {
    private final RecordForm form;
    private final RunWriter run;
    private final Output key = new Output(256);
    private final Output value = new Output(256);

    Writer(FileStore files, String path, RecordForm form) throws IOException {
      this.form = form;
      this.run = new RunWriter(files, path);
    }

    /**
     * @throws StorageFailure if the storage fails
     */
    @Override
    public void emit(Object k, Object v) {
      value.truncate(0);
      form.value().write(v, value);
      try {
        if (form.keyed()) {
          key.truncate(0);
          form.key().write(k, key);
          run.write(key, value);
        } else {
          run.write(NO_KEY, 0, 0, value.array(), 0, value.position());
        }
      } catch (IOException e) {
        throw new StorageFailure(e);
      }
    }

    /** Ends the file; close it before it is read. */
    Segment end() throws IOException {
      return run.endSegment();
    }

    @Override
    public void close() throws IOException {
      run.close();
    }
  }

  /** Reads a batch at a time, and then hands it over. */
  static final class Reader implements Closeable {
    private static final int BATCH = 256;

    private final RecordForm form;
    private final Input in = new Input();
    private final Object[] keys = new Object[BATCH];
    private final Object[] values = new Object[BATCH];
    private final RunReader run;
    private int filled;

    Reader(FileStore files, String path, Segment segment, RecordForm form) throws Unreadable {
      this.form = form;
      try {
        this.run = new RunReader(files, path, segment);
      } catch (IOException | CorruptDataException e) {
        throw new Unreadable(e);
      }
    }

    /**
     * Reads the next batch.
     *
     * @return how many records; 0 at the end
     */
    int fill() throws Unreadable {
      filled = 0;
      try {
        while (filled < BATCH && run.next()) {
          if (form.keyed()) {
            in.reset(run.buffer(), run.keyOffset(), run.keyLength());
            keys[filled] = form.key().read(in);
          }
          in.reset(run.buffer(), run.valueOffset(), run.valueLength());
          values[filled++] = form.value().read(in);
        }
      } catch (IOException | CorruptDataException e) {
        throw new Unreadable(e);
      }
      return filled;
    }

    /** Hands over the batch. */
    void handOver(Collector out) {
      for (int i = 0; i < filled; i++) {
        out.emit(keys[i], values[i]);
      }
    }

    @Override
    public void close() {
      try {
        run.close();
      } catch (IOException nothingToLose) {
        // all that was read has been checked
        filled = 0;
      }
    }
  }
}
