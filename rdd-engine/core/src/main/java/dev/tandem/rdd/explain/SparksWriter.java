package dev.tandem.rdd.explain;

/**
 * Which of its three writers Spark would take for a shuffle, and why: the rule of
 * SortShuffleManager.registerShuffle. This engine has one writer for records that are folded and
 * one for those that are not, whatever the number of partitions, because it writes no files unless
 * it must.
 *
 * @param name Spark's class
 * @param why the part of the rule that decides
 */
record SparksWriter(String name, String why) {
  /** Spark's spark.shuffle.sort.bypassMergeThreshold. */
  static final int BYPASS_PARTITIONS = 200;

  /** The number of a partition has 24 bits where records are sorted as bytes. */
  static final int SERIALIZED_PARTITIONS = 1 << 24;

  /**
   * The writer of a shuffle whose encoded records may be moved about: with Kryo. Where Java's
   * serialisation is left on, SortShuffleWriter stands in for UnsafeShuffleWriter.
   *
   * @param combines whether records are folded by key before they are shuffled
   * @param partitions behind the shuffle
   */
  static SparksWriter of(boolean combines, int partitions) {
    if (combines) {
      return new SparksWriter("SortShuffleWriter", "it folds before the shuffle");
    } else if (partitions <= BYPASS_PARTITIONS) {
      return new SparksWriter(
          "BypassMergeSortShuffleWriter",
          "nothing to fold, at most " + BYPASS_PARTITIONS + " partitions");
    } else if (partitions <= SERIALIZED_PARTITIONS) {
      return new SparksWriter(
          "UnsafeShuffleWriter",
          "nothing to fold, more than "
              + BYPASS_PARTITIONS
              + " partitions, sorted as bytes with Kryo");
    }
    return new SparksWriter(
        "SortShuffleWriter", "more partitions than records sorted as bytes can name");
  }

  @Override
  public String toString() {
    return "Spark's would be a " + name + ": " + why;
  }
}
