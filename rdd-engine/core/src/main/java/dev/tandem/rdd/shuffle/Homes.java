package dev.tandem.rdd.shuffle;

/**
 * The places of a hash table at which probes begin. Numbers are spread by multiplication (Fibonacci
 * hashing: Knuth, The Art of Computer Programming 3, 6.4), unless those in the table lie so close
 * together that they fit in it in their own order: then neighbours are neighbours in memory too,
 * and tables that are read out into each other go through memory from front to back. Numbers of a
 * partition often leave out all but each second, fourth ...: this stride is divided away.
 */
final class Homes {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /**
   * Numbers that come later need not fit in the order. One that finds its place so far from its
   * home shows that too many do not.
   */
  private static final int FAR = 64;

  private final long multiplier;
  private int mask;
  private int shift;
  private boolean ordered;

  /** The number whose home is the first place. */
  private long first;

  private int stride;

  /**
   * @param salt tells the homes in this table from those in tables that feed it: entries that come
   *     in the order of their homes here would pile up in one cluster
   */
  Homes(int salt) {
    this.multiplier = GOLDEN * (2L * salt + 1);
  }

  /** From now on numbers are spread over so many places, a power of two. */
  void spread(int places) {
    ordered = false;
    mask = places - 1;
    shift = Long.numberOfLeadingZeros(places) + 1;
  }

  /**
   * As {@link #spread}, but in order if the numbers fit: then each has a home of its own. What is
   * left of the places is left at both ends, for numbers to come.
   */
  void arrange(int places, Range numbers) {
    spread(places);
    stride = Long.numberOfTrailingZeros(numbers.differences);
    long width = numbers.greatest - numbers.least;
    long left = places - 1 - (width >>> stride);
    ordered = numbers.differences != 0 && width > 0 && left >= 0;
    first = numbers.least - (left / 2 << stride);
  }

  /** Whether homes follow the order of the numbers. */
  boolean ordered() {
    return ordered;
  }

  /** The place at which the probe for a number begins. */
  int of(long number) {
    if (ordered) {
      return (int) (number - first >>> stride) & mask;
    }
    long h = number * multiplier;
    return (int) ((h ^ h >>> 32) * GOLDEN >>> shift);
  }

  /** Whether a number has to be put so far from its home that the order should be given up. */
  boolean isFar(long number, int place) {
    return ordered && (place - of(number) & mask) > FAR;
  }

  /** Some numbers: between which they lie, and in which bits they differ. */
  static final class Range {
    private boolean any;
    private long first;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;
    private long differences;

    /** One more number. */
    void add(long number) {
      if (!any) {
        any = true;
        first = number;
      }
      differences |= number ^ first;
      least = Math.min(least, number);
      greatest = Math.max(greatest, number);
    }
  }
}
