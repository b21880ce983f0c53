package dev.tandem.contract.flow;

/**
 * Two values side by side: a key and its value, or the two sides of a join.
 *
 * @param first the key, or the left side
 * @param second the value, or the right side
 */
public record Pair<A, B>(A first, B second) {
  /** The pair of {@code first} and {@code second}. */
  public static <A, B> Pair<A, B> of(A first, B second) {
    return new Pair<>(first, second);
  }

  /** {@code (a,b)}, as Spark and Scala print tuples. */
  @Override
  public String toString() {
    return "(" + first + "," + second + ")";
  }
}
