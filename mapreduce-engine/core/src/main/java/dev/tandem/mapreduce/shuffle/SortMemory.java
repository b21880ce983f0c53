package dev.tandem.mapreduce.shuffle;

import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The memory of sort buffers on its way from one map task to the next on the same slots: asking the
 * system for a hundred megabytes and clearing them takes longer than sorting a small split.
 * Thread-safe.
 */
public final class SortMemory {
  /** The two arrays of a sort buffer. */
  record Piece(byte[] bytes, long[] slots) {}

  private final ConcurrentLinkedQueue<Piece> free = new ConcurrentLinkedQueue<>();

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

  /** Gives all memory back: no map task runs any more. */
  public void clear() {
    free.clear();
  }
}
