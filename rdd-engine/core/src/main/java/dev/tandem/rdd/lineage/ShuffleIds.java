package dev.tandem.rdd.lineage;

/** Gives numbers to shuffles: 1, 2, 3 ... Thread-safe. */
public final class ShuffleIds {
  private int last;

  /** Numbers from 1 on. */
  public ShuffleIds() {
    this(0);
  }

  private ShuffleIds(int last) {
    this.last = last;
  }

  /** Goes on from here independently: for plans that are only explained. */
  public synchronized ShuffleIds copy() {
    return new ShuffleIds(last);
  }

  /** The next number. */
  synchronized int next() {
    return ++last;
  }
}
