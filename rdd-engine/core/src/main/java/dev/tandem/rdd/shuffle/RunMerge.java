package dev.tandem.rdd.shuffle;

import dev.tandem.contract.plan.StorageFailure;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Twin of Merge of the MapReduce engine, which every record passes and which is tuned for it; here
 * it is what happens when memory is short.
 *
 * <p>Merges sorted runs: a binary heap of cursors, the least record on top.
 */
final class RunMerge implements Closeable {
  private final List<RunCursor> all;
  private final RunCursor[] heap;
  private int size;

  /** Takes over the cursors, which stand before their first record. */
  RunMerge(List<RunCursor> cursors) throws IOException {
    this.all = List.copyOf(cursors);
    this.heap = new RunCursor[cursors.size()];
    for (RunCursor cursor : cursors) {
      if (cursor.next()) {
        heap[size++] = cursor;
      }
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  /** The cursor at the least record, or null at the end. */
  RunCursor head() {
    return size == 0 ? null : heap[0];
  }

  /** Moves behind the least record. */
  void advance() {
    try {
      if (!heap[0].next()) {
        heap[0] = heap[--size];
        heap[size] = null;
      }
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
    if (size > 1) {
      sink(0);
    }
  }

  private void sink(int from) {
    RunCursor moving = heap[from];
    int at = from;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && heap[child + 1].compareTo(heap[child]) < 0) {
        child++;
      }
      if (moving.compareTo(heap[child]) <= 0) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moving;
  }

  @Override
  public void close() throws IOException {
    for (RunCursor cursor : all) {
      cursor.close();
    }
  }
}
