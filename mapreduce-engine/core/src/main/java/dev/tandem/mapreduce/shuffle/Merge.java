package dev.tandem.mapreduce.shuffle;

import dev.tandem.contract.io.FileStore;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Twin of the RDD engine's {@code RunMerge}: every record passes a merge here, and only those that
 * memory had no room for there.
 *
 * <p>Merges sorted segments with a tree of losers (Knuth, The Art of Computer Programming 3,
 * 5.4.1): each record costs one comparison for each level of the tree. Equal records come in the
 * order of the runs' origins.
 */
final class Merge implements SortedRecords, Closeable {
  private final Cursor[] cursors;
  private final boolean[] ended;

  /** Inner node i holds the loser of its match; node 0 the winner of all. */
  private final int[] tree;

  private final RecordOrder slow;
  private final RecordView left = new RecordView();
  private final RecordView right = new RecordView();
  private boolean started;
  private long records;

  private Merge(Cursor[] cursors, RecordOrder slow) {
    this.cursors = cursors;
    this.ended = new boolean[cursors.length];
    this.tree = new int[Math.max(1, cursors.length)];
    this.slow = slow;
  }

  /**
   * Opens a segment of each run; empty ones are left alone.
   *
   * @param runs ordered by origin
   * @param segment the number of the segment in each
   * @param slow the order of the runs, or null for that of the sort keys' bytes
   */
  static Merge open(FileStore files, List<Run> runs, int segment, RecordOrder slow)
      throws IOException {
    List<Cursor> cursors = new ArrayList<>(runs.size());
    boolean opened = false;
    try {
      for (Run run : runs) {
        if (!run.segments().get(segment).isEmpty()) {
          cursors.add(Cursor.open(files, run.path(), run.segments().get(segment), run.origin()));
        }
      }
      opened = true;
      return new Merge(cursors.toArray(Cursor[]::new), slow);
    } finally {
      if (!opened) {
        closeAll(cursors);
      }
    }
  }

  /** Moves to the next record in order; false at the end. */
  boolean next() throws IOException {
    if (!started) {
      start();
    } else if (cursors.length > 0 && !ended[tree[0]]) {
      int winner = tree[0];
      ended[winner] = !cursors[winner].next();
      replay(winner);
    }
    boolean found = cursors.length > 0 && !ended[tree[0]];
    records += found ? 1 : 0;
    return found;
  }

  @Override
  public boolean next(RecordView view) throws IOException {
    boolean found = next();
    if (found) {
      current().show(view);
    }
    return found;
  }

  /** Where the current record stands. */
  Cursor current() {
    return cursors[tree[0]];
  }

  /** Records so far. */
  long records() {
    return records;
  }

  /** Bytes of files read so far. */
  long bytesRead() {
    long sum = 0;
    for (Cursor cursor : cursors) {
      sum += cursor.bytesRead();
    }
    return sum;
  }

  private void start() throws IOException {
    started = true;
    int n = cursors.length;
    for (int i = 0; i < n; i++) {
      ended[i] = !cursors[i].next();
    }
    int[] winners = new int[2 * Math.max(1, n)];
    for (int i = 0; i < n; i++) {
      winners[n + i] = i;
    }
    for (int node = n - 1; node > 0; node--) {
      int a = winners[2 * node];
      int b = winners[2 * node + 1];
      boolean first = beats(a, b);
      winners[node] = first ? a : b;
      tree[node] = first ? b : a;
    }
    tree[0] = n == 1 ? 0 : winners[1];
  }

  private void replay(int from) {
    int winner = from;
    for (int node = from + cursors.length >>> 1; node > 0; node >>>= 1) {
      int loser = tree[node];
      if (beats(loser, winner)) {
        tree[node] = winner;
        winner = loser;
      }
    }
    tree[0] = winner;
  }

  private boolean beats(int a, int b) {
    if (ended[a] || ended[b]) {
      return !ended[a];
    }
    Cursor x = cursors[a];
    Cursor y = cursors[b];
    int c;
    if (slow != null) {
      x.show(left);
      y.show(right);
      c = slow.compare(left, right);
    } else if (x.prefix != y.prefix) {
      return x.prefix + Long.MIN_VALUE < y.prefix + Long.MIN_VALUE;
    } else {
      c =
          Arrays.compareUnsigned(
              x.bytes,
              x.keyFrom,
              x.keyFrom + x.keyLength,
              y.bytes,
              y.keyFrom,
              y.keyFrom + y.keyLength);
    }
    return c != 0 ? c < 0 : a < b;
  }

  @Override
  public void close() throws IOException {
    closeAll(Arrays.asList(cursors));
  }

  private static void closeAll(List<Cursor> cursors) throws IOException {
    IOException failure = null;
    for (Cursor cursor : cursors) {
      try {
        cursor.close();
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
