package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.runs.RunReader;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.FileStore;
import java.io.Closeable;
import java.io.IOException;

/**
 * A place in a run that is being merged: the current record and the first eight bytes of its sort
 * key as a number.
 */
final class Cursor implements Closeable {
  final int origin;
  long prefix;
  byte[] bytes;
  int keyFrom;
  int keyLength;
  private final RunReader reader;

  private Cursor(int origin, RunReader reader) {
    this.origin = origin;
    this.reader = reader;
  }

  /** Opens a segment, before its first record. */
  static Cursor open(FileStore files, String path, Segment segment, int origin) throws IOException {
    try {
      return new Cursor(origin, new RunReader(files, path, segment));
    } catch (IOException | CorruptDataException e) {
      throw new RunLost(origin, e);
    }
  }

  boolean next() throws IOException {
    try {
      if (!reader.next()) {
        return false;
      }
    } catch (IOException | CorruptDataException e) {
      throw new RunLost(origin, e);
    }
    bytes = reader.buffer();
    keyFrom = reader.keyOffset();
    keyLength = reader.keyLength();
    prefix = Slots.word(bytes, keyFrom, keyLength, 0);
    return true;
  }

  int valueFrom() {
    return reader.valueOffset();
  }

  int valueLength() {
    return reader.valueLength();
  }

  long bytesRead() {
    return reader.bytesRead();
  }

  void show(RecordView view) {
    view.key = bytes;
    view.keyFrom = keyFrom;
    view.keyLength = keyLength;
    view.value = bytes;
    view.valueFrom = reader.valueOffset();
    view.valueLength = reader.valueLength();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
