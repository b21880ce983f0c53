package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.contract.io.Output;
import java.io.IOException;

/** Folds the values of one key where there is an aggregator, without decoding keys. */
final class FoldingSpillWriter extends SpillWriter {
  /** Records that are loaded together. */
  private static final int TOUCHED = 128;

  /** Bytes of a line of the processor's cache. */
  private static final int LINE = 64;

  /** From here on the processor notices by itself that a record is read on and on. */
  private static final int TOUCHED_BYTES = 4 * LINE;

  private final Fold fold;
  private final KeyLayout layout;
  private final boolean isMarked;
  private final Output folded = new Output(64);

  /**
   * Where the first record of the group lies that is being folded out of the buffer; -1 between
   * groups.
   */
  private int groupOffset = -1;

  /** Nobody reads it, but the loads that it depends on must not be left out. */
  @SuppressWarnings("unused")
  private int touched;

  /**
   * @param fold of the values
   * @param layout of the sort keys
   * @param isMarked whether the sort has marked the records whose key is that of the one before
   */
  FoldingSpillWriter(Fold fold, KeyLayout layout, boolean isMarked) {
    this.fold = fold;
    this.layout = layout;
    this.isMarked = isMarked;
  }

  @Override
  boolean combines() {
    return fold.combines();
  }

  @Override
  void writeBuffered(SortBuffer buffer, int from, int to, RunWriter out) throws IOException {
    byte[] data = buffer.data();
    long[] slots = buffer.slots();
    for (int i = from; i < to; i += TOUCHED) {
      int end = Math.min(i + TOUCHED, to);
      touch(data, slots, i, end);
      if (fold.combines()) {
        fold(data, slots, i, end, out);
      } else {
        copy(data, slots, i, end, out);
      }
    }
    endGroup(data, out);
  }

  /**
   * Loads some records. They lie all over the buffer, and a loop that does nothing else waits for
   * many of them at once, where the real loop would wait for one after the other: first the heads,
   * which hold the lengths, then what reaches into further lines of the cache.
   */
  private void touch(byte[] data, long[] slots, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += data[Slots.offset(slots[2 * i + 1])];
    }
    for (int i = from; i < to; i++) {
      int offset = Slots.offset(slots[2 * i + 1]);
      int last = Math.min(Slots.end(data, offset), offset + TOUCHED_BYTES) - 1;
      for (int at = offset + LINE; at < last; at += LINE) {
        sum += data[at];
      }
      sum += data[last];
    }
    touched = sum;
  }

  private static void copy(byte[] data, long[] slots, int from, int to, RunWriter out)
      throws IOException {
    for (int i = from; i < to; i++) {
      int offset = Slots.offset(slots[2 * i + 1]);
      int key = offset + Slots.headerLength(data, offset);
      int keyLength = Slots.keyLength(data, offset);
      out.write(data, key, keyLength, data, key + keyLength, Slots.valueLength(data, offset));
    }
  }

  private void fold(byte[] data, long[] slots, int from, int to, RunWriter out) throws IOException {
    for (int i = from; i < to; i++) {
      int offset = Slots.offset(slots[2 * i + 1]);
      if (groupOffset < 0 || !isSameAsBefore(data, slots, i)) {
        endGroup(data, out);
        groupOffset = offset;
        fold.begin();
      }
      int value = offset + Slots.headerLength(data, offset) + Slots.keyLength(data, offset);
      fold.add(data, value, Slots.valueLength(data, offset));
    }
    countCombined(to - from, 0);
  }

  private boolean isSameAsBefore(byte[] data, long[] slots, int i) {
    return isMarked
        ? Slots.isSame(slots[2 * i + 1])
        : RecordOrder.isSameKey(data, slots[2 * i - 1], slots[2 * i + 1]);
  }

  /** Writes the group that is being folded, if there is one. */
  private void endGroup(byte[] data, RunWriter out) throws IOException {
    if (groupOffset >= 0) {
      int key = groupOffset + Slots.headerLength(data, groupOffset);
      writeFolded(data, key, Slots.keyLength(data, groupOffset), out);
      groupOffset = -1;
    }
  }

  private void writeFolded(byte[] key, int keyFrom, int keyLength, RunWriter out)
      throws IOException {
    folded.truncate(0);
    fold.write(folded);
    countCombined(0, 1);
    out.write(key, keyFrom, keyLength, folded.array(), 0, folded.position());
  }

  @Override
  void writeAlone(Output sortKey, Output value, RunWriter out) throws IOException {
    if (!fold.combines()) {
      out.write(sortKey, value);
      return;
    }
    fold.begin();
    fold.add(value.array(), 0, value.position());
    folded.truncate(0);
    fold.write(folded);
    out.write(sortKey, folded);
  }

  @Override
  void writeCombined(Merge merge, RunWriter out) throws IOException {
    GroupKey group = new GroupKey(layout);
    for (boolean more = merge.next(); more; ) {
      group.start(merge.current());
      fold.begin();
      long in = 0;
      do {
        Cursor at = merge.current();
        fold.merge(at.bytes, at.valueFrom(), at.valueLength());
        in++;
        more = merge.next();
      } while (more && group.holds(merge.current()));
      countCombined(in, 0);
      writeFolded(group.bytes(), 0, group.sortKeyLength(), out);
    }
  }
}
