package dev.tandem.rdd.store;

/**
 * The average size of the records that pass by, from a sample: the first {@value #WARM_UP} ones,
 * then every {@value #STRIDE}th. Used by one thread.
 */
public final class SizeSampler {
  private static final int WARM_UP = 64;
  private static final int STRIDE = 32;

  private long seen;
  private long sampled;
  private long bytes;

  /**
   * Looks at a record, or lets it pass.
   *
   * @return whether it was looked at: a good moment to ask what {@link #total} has become
   */
  public boolean see(Object key, Object value) {
    if (seen++ >= WARM_UP && seen % STRIDE != 0) {
      return false;
    }
    sampled++;
    bytes += SizeEstimator.estimate(key) + SizeEstimator.estimate(value);
    return true;
  }

  /** Records that have passed. */
  public long seen() {
    return seen;
  }

  /** Estimated bytes of one record. */
  public long average() {
    return sampled == 0 ? 0 : bytes / sampled;
  }

  /** Estimated bytes of all records that have passed. */
  public long total() {
    return average() * seen;
  }

  /** Forgets the records, not what they taught about the average. */
  public void restart() {
    seen = 0;
    bytes = average();
    sampled = Math.min(1, sampled);
  }
}
