package dev.tandem.rdd.api;

/**
 * Three values side by side: the sides of a cogroup of three. Spark's Tuple3.
 *
 * @param first of the RDD itself
 * @param second of the first other one
 * @param third of the second other one
 */
public record Triple<A, B, C>(A first, B second, C third) {
  /** {@code (a,b,c)}. */
  @Override
  public String toString() {
    return "(" + first + "," + second + "," + third + ")";
  }
}
