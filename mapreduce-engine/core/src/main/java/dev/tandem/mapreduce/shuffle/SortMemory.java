package dev.tandem.mapreduce.shuffle;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The memory of sort buffers on its way from one map task to the next, of the same round or of a
 * later one like it: asking the system for a hundred megabytes and clearing them takes longer than
 * sorting a small split. Thread-safe.
 */
public final class SortMemory {
  /** The two arrays of a sort buffer. */
  record Piece(byte[] bytes, long[] slots) {
    long size() {
      return bytes.length + (long) Long.BYTES * slots.length;
    }
  }

  /** One of this part of a slot's memory, or less, is small. */
  private static final int SMALL = 4;

  private final ConcurrentLinkedQueue<Piece> free = new ConcurrentLinkedQueue<>();
  private final long small;
  private List<Object> last;

  /**
   * @param share bytes of memory of a slot
   */
  public SortMemory(long share) {
    this.small = share / SMALL;
  }

  /** What a buffer has left, or null. */
  Piece take() {
    return free.poll();
  }

  /** Leaves memory for another buffer of the same budget. */
  void give(Piece piece) {
    if (piece != null) {
      free.add(piece);
    }
  }

  /**
   * A round begins. What was left by a round with other keys and values is given back: it is shared
   * out between records and their accounting as those needed it.
   */
  public synchronized void beginRound(Shuffle shuffle) {
    List<Object> records = List.of(shuffle.key(), shuffle.values());
    if (!records.equals(last)) {
      free.clear();
    }
    last = records;
  }

  /**
   * No map task of the round runs any more: gives memory back. Small buffers wait for the next
   * round: reduce tasks use less than the rest, and a job of many short rounds would spend its time
   * on asking for memory.
   */
  public void endRound() {
    free.removeIf(piece -> piece.size() > small);
  }
}
