package dev.tandem.testkit;

import dev.tandem.contract.flow.Order;
import dev.tandem.contract.io.Output;
import java.util.Arrays;
import java.util.List;

/** Checks the laws of an {@link Order}. */
public final class OrderLaws {
  private OrderLaws() {}

  /**
   * Checks that {@code order} is a total preorder of the samples and that its encoding, if it has
   * one, says the same.
   *
   * @param samples different values of all sorts, some dozens at most: every three of them are
   *     compared
   * @throws AssertionError naming the law and the values that break it
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <T> void check(Order<T> order, T... samples) {
    check(order, List.of(samples));
  }

  /** As {@link #check(Order, Object[])}. */
  public static <T> void check(Order<T> order, List<T> samples) {
    for (T a : samples) {
      require(order.compare(a, a) == 0, "a value is not equal to itself", a, a);
      for (T b : samples) {
        int ab = Integer.signum(order.compare(a, b));
        require(
            ab == -Integer.signum(order.compare(b, a)),
            "compare(a, b) and compare(b, a) disagree",
            a,
            b);
        require(
            order.reversed().compare(a, b) == 0 == (ab == 0),
            "the reversed order sees other equals",
            a,
            b);
        for (T c : samples) {
          boolean chained = ab <= 0 && order.compare(b, c) <= 0;
          require(
              !chained || order.compare(a, c) <= 0,
              "the order is not transitive, by way of " + show(b),
              a,
              c);
        }
        if (order.encodes()) {
          checkEncoding(order, a, b, ab);
          checkEncoding(order.reversed(), a, b, -ab);
        }
      }
    }
  }

  private static <T> void checkEncoding(Order<T> order, T a, T b, int expected) {
    byte[] left = encode(order, a);
    byte[] right = encode(order, b);
    require(
        Integer.signum(Arrays.compareUnsigned(left, right)) == expected,
        "the order of the bytes is not the order of the values",
        a,
        b);
    int common = Math.min(left.length, right.length);
    boolean prefix =
        left.length != right.length && Arrays.equals(left, 0, common, right, 0, common);
    require(!prefix, "one encoding begins with the other", a, b);
  }

  private static <T> byte[] encode(Order<T> order, T value) {
    Output out = new Output(16);
    order.encode(value, out);
    return out.toByteArray();
  }

  private static void require(boolean holds, String law, Object a, Object b) {
    if (!holds) {
      throw new AssertionError(law + ": " + show(a) + " and " + show(b));
    }
  }

  private static String show(Object value) {
    String deep = Arrays.deepToString(new Object[] {value});
    return deep.substring(1, deep.length() - 1);
  }
}
