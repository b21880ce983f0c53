package dev.tandem.mapreduce.shuffle;

import dev.tandem.contract.io.Input;
import java.util.Arrays;

/**
 * The sort key of the first record of a group, kept while a merge moves on, and the question
 * whether the next record belongs to it.
 */
final class GroupKey {
  private final KeyLayout layout;
  private final boolean whole;
  private final Input in = new Input();
  private byte[] bytes = new byte[64];
  private int length;
  private int groupLength;
  private long prefix;

  GroupKey(KeyLayout layout) {
    this.layout = layout;
    this.whole = layout.groupsByWholeKey();
  }

  /** Begins a group with the record at {@code at}. */
  void start(Cursor at) {
    length = at.keyLength;
    if (length > bytes.length) {
      bytes = new byte[Math.max(length, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8))];
    }
    System.arraycopy(at.bytes, at.keyFrom, bytes, 0, length);
    prefix = at.prefix;
    groupLength = whole ? length : layout.groupLength(bytes, 0, length, in);
  }

  /** Whether the record at {@code at} has the same key. */
  boolean holds(Cursor at) {
    if (whole && (at.prefix != prefix || at.keyLength != length) || at.keyLength < groupLength) {
      return false;
    }
    return Arrays.equals(bytes, 0, groupLength, at.bytes, at.keyFrom, at.keyFrom + groupLength);
  }

  /**
   * The number of the input that the record at {@code at}, which belongs to the group, came from.
   */
  int input(Cursor at) {
    return layout.input(at.bytes, at.keyFrom, groupLength);
  }

  /** The key itself. */
  Object decode() {
    return layout.readKey(bytes, 0, length, in);
  }

  byte[] bytes() {
    return bytes;
  }

  int sortKeyLength() {
    return length;
  }
}
