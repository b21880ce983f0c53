package dev.tandem.rdd.shuffle;

import dev.tandem.rdd.store.MemoryManager.Claim;
import dev.tandem.rdd.store.SizeSampler;

/**
 * Twin of SortBuffer of the MapReduce engine: objects here, which a comparator can look at, bytes
 * there.
 *
 * <p>Records to be sorted, as many as the memory of a task holds.
 */
final class SortBuffer {
  private static final int FIRST_PLACES = 256;

  private final RunForm form;
  private final Claim claim;
  private final Runnable spill;
  private final SizeSampler sizes = new SizeSampler();
  private SortRecords records;

  /**
   * @param form the orders
   * @param claim the memory that the records may take
   * @param spill called when they may not take more; puts them elsewhere and clears the buffer
   */
  SortBuffer(RunForm form, Claim claim, Runnable spill) {
    this.form = form;
    this.claim = claim;
    this.spill = spill;
    this.records = new SortRecords(form, FIRST_PLACES);
  }

  /**
   * Adds a record.
   *
   * @param owned whether key and value take memory for this buffer alone
   */
  void add(int input, Object key, Object value, boolean owned) {
    int places = records.places();
    if (records.size() == places) {
      if (claim.hold(bytes() + (long) places * SortRecords.BYTES_PER_PLACE)) {
        records.grow();
      } else {
        spill.run();
      }
    } else if (owned && sizes.see(key, value) && !claim.hold(bytes()) && records.size() > 0) {
      spill.run();
    }
    records.add(input, key, value);
  }

  private long bytes() {
    return (long) records.places() * SortRecords.BYTES_PER_PLACE + sizes.total();
  }

  /** What has been added since the last {@link #clear}. */
  SortRecords records() {
    return records;
  }

  void clear() {
    records = new SortRecords(form, FIRST_PLACES);
    sizes.restart();
    claim.release();
  }
}
