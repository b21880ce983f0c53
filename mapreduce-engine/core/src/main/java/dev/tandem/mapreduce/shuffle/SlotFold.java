package dev.tandem.mapreduce.shuffle;

/**
 * A fold whose accumulator is one primitive slot. What is emitted is a slot already, so that values
 * are accumulators here.
 */
abstract class SlotFold extends Fold {
  /** The name of the aggregation, for errors. */
  final String step;

  /** Whether the group has no slot yet. */
  boolean empty;

  SlotFold(String step) {
    this.step = step;
  }

  @Override
  public final boolean combines() {
    return true;
  }

  @Override
  public final void begin() {
    empty = true;
  }

  @Override
  public final void add(byte[] bytes, int from, int length) {
    merge(bytes, from, length);
  }
}
