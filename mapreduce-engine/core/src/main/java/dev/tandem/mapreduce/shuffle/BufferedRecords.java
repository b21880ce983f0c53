package dev.tandem.mapreduce.shuffle;

/** The records of one partition in a sorted buffer. */
final class BufferedRecords implements SortedRecords {
  private final byte[] data;
  private final long[] slots;
  private final int to;
  private int next;

  /** Records {@code from} to {@code to}. */
  BufferedRecords(SortBuffer buffer, int from, int to) {
    this.data = buffer.data();
    this.slots = buffer.slots();
    this.next = from;
    this.to = to;
  }

  @Override
  public boolean next(RecordView view) {
    if (next == to) {
      return false;
    }
    view.pointAt(data, slots[2 * next++ + 1]);
    return true;
  }
}
