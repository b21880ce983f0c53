package dev.tandem.rdd.api;

/**
 * Four values side by side: the sides of a cogroup of four. Spark's Tuple4.
 *
 * @param first of the RDD itself
 * @param second of the first other one
 * @param third of the second other one
 * @param fourth of the third other one
 */
public record Quadruple<A, B, C, D>(A first, B second, C third, D fourth) {
  /** {@code (a,b,c,d)}. */
  @Override
  public String toString() {
    return "(" + first + "," + second + "," + third + "," + fourth + ")";
  }
}
