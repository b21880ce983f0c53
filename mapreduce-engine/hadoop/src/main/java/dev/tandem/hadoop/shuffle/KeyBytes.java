package dev.tandem.hadoop.shuffle;

import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.Words;
import dev.tandem.mapreduce.shuffle.Fold;
import dev.tandem.mapreduce.shuffle.KeyLayout;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import dev.tandem.mapreduce.shuffle.RecordOrder;
import dev.tandem.mapreduce.shuffle.RecordView;
import java.util.Arrays;

/**
 * The bytes that Hadoop sorts: the sort key of {@link KeyLayout}. Hadoop's comparators see nothing
 * but keys; so where values are ordered by a comparator that has no encoding, the encoded value
 * follows the sort key, and the length of the sort key (four bytes) comes last. Belongs to one
 * thread.
 */
final class KeyBytes {
  private final KeyLayout layout;
  private final RecordOrder slow;
  private final boolean withValue;
  private final Fold[] values;
  private final RecordView left = new RecordView();
  private final RecordView right = new RecordView();
  private final Input in = new Input();

  KeyBytes(PlannedShuffle shuffle) {
    this.layout = shuffle.layout();
    this.slow = shuffle.slowOrder(layout);
    this.withValue = shuffle.grouping().values() != null && !shuffle.grouping().values().encodes();
    this.values = shuffle.values().stream().map(Fold::none).toArray(Fold[]::new);
  }

  void write(ShuffleKey record, Output out) {
    layout.write(record.key(), record.value(), record.input(), out);
    if (withValue) {
      int length = out.position();
      values[record.input()].encode(record.value(), out);
      out.writeFixed32(length);
    }
  }

  /** Bytes of the sort key among those that were written. */
  private int sortKey(byte[] bytes, int offset, int length) {
    if (!withValue) {
      return length;
    }
    int sortKey = (int) Words.BIG_ENDIAN_INT.get(bytes, offset + length - Integer.BYTES);
    if (sortKey < 0 || sortKey > length - Integer.BYTES) {
      throw new CorruptDataException("a key of " + length + " bytes cannot hold " + sortKey);
    }
    return sortKey;
  }

  int compare(byte[] a, int fromA, int lengthA, byte[] b, int fromB, int lengthB) {
    if (slow == null) {
      return Arrays.compareUnsigned(a, fromA, fromA + lengthA, b, fromB, fromB + lengthB);
    }
    show(a, fromA, lengthA, left);
    show(b, fromB, lengthB, right);
    return slow.compare(left, right);
  }

  private void show(byte[] bytes, int from, int length, RecordView view) {
    int sortKey = sortKey(bytes, from, length);
    int value = withValue ? length - sortKey - Integer.BYTES : 0;
    view.pointAt(bytes, from, sortKey, bytes, from + sortKey, value);
  }

  /** 0 for records of one group; anything else for others. */
  int compareGroups(byte[] a, int fromA, int lengthA, byte[] b, int fromB, int lengthB) {
    int groupA = groupLength(a, fromA, lengthA);
    int groupB = groupLength(b, fromB, lengthB);
    return Arrays.compareUnsigned(a, fromA, fromA + groupA, b, fromB, fromB + groupB);
  }

  private int groupLength(byte[] bytes, int from, int length) {
    return layout.groupLength(bytes, from, sortKey(bytes, from, length), in);
  }

  Object key(ShuffleKey encoded) {
    int sortKey = sortKey(encoded.bytes(), encoded.offset(), encoded.length());
    return layout.readKey(encoded.bytes(), encoded.offset(), sortKey, in);
  }

  int input(ShuffleKey encoded) {
    int group = groupLength(encoded.bytes(), encoded.offset(), encoded.length());
    return layout.input(encoded.bytes(), encoded.offset(), group);
  }
}
