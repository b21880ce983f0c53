package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.RunReader;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a group that a reducer has read since its mark, and may want to read again:
 * Hadoop's {@code BackupStore}. The first ones lie in memory, as far as they may; the rest in
 * checksummed files of the attempt's own folder, one for each time that it was written on before it
 * was read. For one thread.
 *
 * <p>Records are counted from the first one that is kept. {@link #position} is the next one to be
 * read again; at {@link #count} there is none, and only there records are appended.
 */
final class MarkedRecords implements Closeable {
  private final TaskContext context;
  private final String name;
  private final long most;
  private final Output memory = new Output(1024);
  private final List<Part> files = new ArrayList<>();
  private RunWriter writer;
  private final Input inMemory = new Input();
  private RunReader reader;
  private int nextFile;
  private long count;
  private long position;
  private long mark;

  /** What one file holds. */
  private record Part(String path, Segment segment) {}

  /**
   * @param context the attempt
   * @param name what its files are called, before their number
   * @param most bytes of records that may lie in memory
   */
  MarkedRecords(TaskContext context, String name, long most) {
    this.context = context;
    this.name = name;
    this.most = most;
  }

  /** Whether there is a record to be read again. */
  boolean hasNext() {
    return position < count;
  }

  /** From here on records are read again; those before are not, any more. */
  void mark() {
    mark = position;
  }

  /** Keeps a record; called where none is left to be read again. */
  void append(RecordView record) throws IOException {
    if (files.isEmpty() && writer == null && fits(record)) {
      memory.writeLength(record.keyLength);
      memory.writeLength(record.valueLength);
      memory.writeBytes(record.key, record.keyFrom, record.keyLength);
      memory.writeBytes(record.value, record.valueFrom, record.valueLength);
    } else {
      write(record);
    }
    count++;
    position++;
  }

  private boolean fits(RecordView record) {
    return memory.position() + 10L + record.keyLength + record.valueLength
        <= Math.min(most, Integer.MAX_VALUE - 8);
  }

  private void write(RecordView record) throws IOException {
    if (writer == null) {
      writer = new RunWriter(context.files(), context.scratchFile(name + files.size()));
    }
    writer.write(
        record.key,
        record.keyFrom,
        record.keyLength,
        record.value,
        record.valueFrom,
        record.valueLength);
  }

  /** Goes back to the mark. */
  void rewind() throws IOException {
    endFile();
    closeReader();
    inMemory.reset(memory.array(), 0, memory.position());
    nextFile = 0;
    RecordView passed = new RecordView();
    for (position = 0; position < mark; ) {
      next(passed);
    }
  }

  private void endFile() throws IOException {
    if (writer != null) {
      try (RunWriter ended = writer) {
        writer = null;
        files.add(new Part(ended.path(), ended.endSegment()));
      }
    }
  }

  /**
   * Points {@code view} at the next record, until the next call.
   *
   * @throws IOException also if a file is damaged; names it
   */
  void next(RecordView view) throws IOException {
    position++;
    if (inMemory.remaining() > 0) {
      int key = inMemory.readLength();
      int value = inMemory.readLength();
      int at = inMemory.position();
      view.pointAt(inMemory.array(), at, key, inMemory.array(), at + key, value);
      inMemory.skip(key + value);
      return;
    }
    try {
      read();
    } catch (CorruptDataException e) {
      throw new IOException(e.getMessage(), e);
    }
    byte[] block = reader.buffer();
    view.pointAt(
        block,
        reader.keyOffset(),
        reader.keyLength(),
        block,
        reader.valueOffset(),
        reader.valueLength());
  }

  private void read() throws IOException {
    while (reader == null || !reader.next()) {
      closeReader();
      Part part = files.get(nextFile++);
      reader = new RunReader(context.files(), part.path(), part.segment());
    }
  }

  private void closeReader() throws IOException {
    if (reader != null) {
      try (RunReader read = reader) {
        reader = null;
      }
    }
  }

  /** Removes its files. */
  void clear() throws IOException {
    endFile();
    closeReader();
    for (Part part : files) {
      context.files().delete(part.path());
    }
    files.clear();
  }

  /** Closes its files, and leaves them where they are. */
  @Override
  public void close() throws IOException {
    try (RunWriter unfinished = writer) {
      writer = null;
      closeReader();
    }
  }
}
