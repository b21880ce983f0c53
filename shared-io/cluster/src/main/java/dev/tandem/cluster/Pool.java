package dev.tandem.cluster;

/**
 * Jobs that share slots with those of other pools, as in Spark's fair scheduler. Within a pool the
 * earlier job comes first.
 *
 * @param name of the pool
 * @param weight its share of the slots, compared with the weights of others; at least 1
 * @param minShare slots that it gets before others get more than theirs
 */
public record Pool(String name, int weight, int minShare) {
  /** The pool of jobs that name none. */
  public static final Pool DEFAULT = named("default");

  /** Checks the numbers. */
  public Pool {
    if (weight < 1 || minShare < 0) {
      throw new IllegalArgumentException(
          "pool " + name + ": weight must be at least 1 and minShare at least 0");
    }
  }

  /** A pool with weight 1 and no share of its own. */
  public static Pool named(String name) {
    return new Pool(name, 1, 0);
  }
}
