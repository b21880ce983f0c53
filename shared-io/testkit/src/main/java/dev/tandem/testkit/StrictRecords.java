package dev.tandem.testkit;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Shape;
import dev.tandem.contract.plan.StepFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The records of one operation, kept as bytes: whoever gets one gets a copy of its own, and a copy
 * can be compared with the bytes afterwards. Records of a class without a codec, which may live
 * between two steps but nowhere else, are kept as they are.
 */
final class StrictRecords {
  /** What plans call the codec of a class that has none. */
  private static final String NO_CODEC = "(no codec)";

  /**
   * One record.
   *
   * @param bytes key and value; null if they have no codec
   * @param key the key itself, without a codec only
   * @param value the value itself, without a codec only
   * @param position where the record was read, or what it was computed from
   */
  record Kept(byte[] bytes, Object key, Object value, String position) {}

  private final Codec<Object> keys;
  private final Codec<Object> values;
  private final boolean opaque;

  @SuppressWarnings("unchecked") // codecs of the records that they are used for
  StrictRecords(Shape shape) {
    this.keys = (Codec<Object>) shape.key();
    this.values = (Codec<Object>) shape.value();
    this.opaque = shape.describe().contains(NO_CODEC);
  }

  /** The record as it is now. */
  Kept keep(Object key, Object value, String position) {
    byte[] bytes = opaque ? null : encode(key, value);
    return bytes == null
        ? new Kept(null, key, value, position)
        : new Kept(bytes, null, null, position);
  }

  /** Null where some class inside has no codec: found at run time in values whose class is open. */
  private byte[] encode(Object key, Object value) {
    try {
      return bytes(key, value);
    } catch (IllegalArgumentException withoutCodec) {
      return null;
    }
  }

  /** The bytes of a record that must have some. */
  byte[] bytes(Object key, Object value) {
    Output out = new Output(64);
    if (keys != null) {
      keys.write(key, out);
    }
    values.write(value, out);
    return out.toByteArray();
  }

  /** A copy of a key. */
  Object copyKey(Object key) {
    Output out = new Output(64);
    keys.write(key, out);
    return keys.read(new Input(out.toByteArray()));
  }

  /** A copy of a record for somebody who may look at it, under its key (null in a plain bag). */
  Pair<Object, Object> copy(Kept record) {
    if (record.bytes == null) {
      return new Pair<>(record.key, record.value);
    }
    Input in = new Input(record.bytes);
    Object key = keys == null ? null : keys.read(in);
    return new Pair<>(key, values.read(in));
  }

  /** Checks that a step left the copy that it was given as it was. */
  void checkUnchanged(String step, Kept record, Pair<Object, Object> given) {
    if (record.bytes != null
        && !Arrays.equals(record.bytes, bytes(given.first(), given.second()))) {
      Pair<Object, Object> untouched = copy(record);
      boolean faithful = Arrays.equals(record.bytes, bytes(untouched.first(), untouched.second()));
      throw new StepFailure(
          step,
          faithful
              ? "changed a record it was given; a function must copy what it wants to change"
              : "the codec of its input does not give back what was written",
          null);
    }
  }

  /** Collects what a step emits, and finds records that it changes later. */
  final class Emitted {
    private final String step;
    private final List<Kept> kept = new ArrayList<>();
    private final List<Pair<Object, Object>> originals = new ArrayList<>();

    Emitted(String step) {
      this.step = step;
    }

    void add(Object key, Object value, String position) {
      kept.add(keep(key, value, position));
      originals.add(new Pair<>(key, value));
    }

    /** All of them, once the step is done. */
    List<Kept> finish() {
      for (int i = 0; i < kept.size(); i++) {
        byte[] before = kept.get(i).bytes;
        Pair<Object, Object> now = originals.get(i);
        if (before != null && !Arrays.equals(before, bytes(now.first(), now.second()))) {
          throw new StepFailure(step, "changed a record after it had emitted it", null);
        }
      }
      return kept;
    }
  }
}
