package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.runs.RunReader;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.Input;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** Reads one run, record by record; {@link RunForm} says what its bytes mean. */
final class RunCursor implements Closeable {
  private final RunForm form;
  private final RunReader reader;
  private final Damage damage;
  private final Input in = new Input();
  private int keyStart;
  private int keyEnd;
  private int valueStart;
  private Object key;
  private Object value;

  /**
   * @param damage what to say if the run cannot be read; null if that is this task's own trouble
   */
  RunCursor(RunForm form, RunReader reader, Damage damage) {
    this.damage = damage;
    this.form = form;
    this.reader = reader;
  }

  boolean next() throws IOException {
    key = null;
    value = null;
    if (!readNext()) {
      return false;
    }
    in.reset(reader.buffer(), reader.valueOffset(), reader.valueLength());
    keyStart = in.readLength();
    keyEnd = in.readLength();
    valueStart = in.position();
    return true;
  }

  private boolean readNext() throws IOException {
    try {
      return reader.next();
    } catch (IOException | CorruptDataException e) {
      if (damage != null) {
        throw damage.of(e).unchecked();
      }
      throw e;
    }
  }

  RunReader reader() {
    return reader;
  }

  /**
   * The hash or order, and the bytes of the key: equal for the records of one group, and only for
   * them.
   */
  byte[] group() {
    return Arrays.copyOfRange(reader.buffer(), reader.keyOffset(), reader.keyOffset() + keyEnd);
  }

  boolean isOf(byte[] group) {
    int from = reader.keyOffset();
    return keyEnd == group.length
        && Arrays.equals(reader.buffer(), from, from + keyEnd, group, 0, group.length);
  }

  int input() {
    return form.inputs() == 1 ? 0 : reader.buffer()[reader.keyOffset() + keyEnd] & 0xFF;
  }

  Object key() {
    if (key == null) {
      in.reset(reader.buffer(), reader.keyOffset() + keyStart, keyEnd - keyStart);
      key = form.keys().read(in);
    }
    return key;
  }

  /** A fresh value. */
  Object readValue() {
    in.reset(reader.buffer(), valueStart, reader.valueOffset() + reader.valueLength() - valueStart);
    return form.values(input()).read(in);
  }

  int compareTo(RunCursor other) {
    if (form.inBytes()) {
      return Arrays.compareUnsigned(
          reader.buffer(),
          reader.keyOffset(),
          reader.keyOffset() + reader.keyLength(),
          other.reader.buffer(),
          other.reader.keyOffset(),
          other.reader.keyOffset() + other.reader.keyLength());
    }
    return compareDecoded(other);
  }

  private int compareDecoded(RunCursor other) {
    boolean byComparator = form.keyOrder() != null && !form.keyOrder().encodes();
    int c = byComparator ? form.keyOrder().compare(key(), other.key()) : 0;
    c = c != 0 ? c : compareBytes(0, keyEnd, other, 0, other.keyEnd);
    c = c != 0 ? c : Integer.compare(input(), other.input());
    if (c != 0 || form.valueOrder() == null) {
      return c;
    }
    return form.valueOrder().compare(value(), other.value());
  }

  private int compareBytes(int from, int to, RunCursor other, int otherFrom, int otherTo) {
    int a = reader.keyOffset();
    int b = other.reader.keyOffset();
    return Arrays.compareUnsigned(
        reader.buffer(), a + from, a + to, other.reader.buffer(), b + otherFrom, b + otherTo);
  }

  private Object value() {
    if (value == null) {
      value = readValue();
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
