package dev.tandem.rdd.store;

import java.util.Locale;

/**
 * What is kept of an RDD now: a line of Spark's storage page.
 *
 * @param rdd its number
 * @param name its name
 * @param level how it is kept; {@link StorageLevel#NONE} if it is not
 * @param partitions how many it has; 0 if that has not been asked for yet
 * @param cached how many of them are kept, in memory or in files, each once
 * @param memoryBytes estimated bytes of heap, all copies
 * @param diskBytes bytes of files, all copies
 */
public record StorageStatus(
    int rdd,
    String name,
    StorageLevel level,
    int partitions,
    int cached,
    long memoryBytes,
    long diskBytes) {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  /** As a line of {@code toDebugString}. */
  public String describe() {
    return "CachedPartitions: "
        + cached
        + "; MemorySize: "
        + size(memoryBytes)
        + "; DiskSize: "
        + size(diskBytes);
  }

  /** Spark's rule: a unit is used from twice its size on. */
  private static String size(long bytes) {
    int unit = 0;
    double amount = bytes;
    while (unit < UNITS.length - 1 && amount >= 2 * 1024) {
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }
}
