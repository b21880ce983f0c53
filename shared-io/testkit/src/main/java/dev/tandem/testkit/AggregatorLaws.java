package dev.tandem.testkit;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;

/** Checks the laws of an {@link Aggregator}. */
public final class AggregatorLaws {
  private static final int CUTS = 50;

  private AggregatorLaws() {}

  /**
   * Checks that the result does not depend on how the values are cut into pieces, in which order
   * they and the pieces come, whether pieces travel as bytes, and how many fresh accumulators join;
   * and that no second argument is changed.
   *
   * @param values some dozens at most, as they might occur in one group
   * @throws AssertionError naming the law and what was found
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <V, A, R> void check(Aggregator<V, A, R> aggregator, V... values) {
    check(
        aggregator,
        List.of(values),
        (a, b) -> Arrays.deepEquals(new Object[] {a}, new Object[] {b}));
  }

  /**
   * As {@link #check(Aggregator, Object[])}, for results that are the same in another sense than
   * {@code equals}: lists in any order, doubles within a tolerance.
   */
  public static <V, A, R> void check(
      Aggregator<V, A, R> aggregator, List<V> values, BiPredicate<R, R> same) {
    new Check<>(aggregator, same).all(values);
  }

  private record Check<V, A, R>(Aggregator<V, A, R> aggregator, BiPredicate<R, R> same) {
    void all(List<V> values) {
      R expected = aggregator.finish(fold(values));
      Random random = new Random(values.size());
      for (int i = 0; i < CUTS; i++) {
        List<V> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        require(expected, aggregator.finish(fold(shuffled)), "the order of the values matters");
        require(
            expected,
            aggregator.finish(merge(pieces(shuffled, random))),
            "how the values are cut matters");
        List<A> pieces = pieces(shuffled, random);
        Collections.shuffle(pieces, random);
        require(expected, aggregator.finish(merge(pieces)), "merge is not commutative");
        require(
            expected,
            aggregator.finish(fromTheRight(pieces(shuffled, random))),
            "merge is not associative");
      }
      require(
          expected,
          aggregator.finish(aggregator.merge(aggregator.create(), fold(values))),
          "create() is not neutral on the left");
      require(
          expected,
          aggregator.finish(aggregator.merge(fold(values), aggregator.create())),
          "create() is not neutral on the right");
      require(
          expected,
          aggregator.finish(travelled(fold(values))),
          "the accumulator's codec loses something");
    }

    private A fold(List<V> values) {
      A acc = aggregator.create();
      for (V value : values) {
        acc = aggregator.add(acc, value);
      }
      return acc;
    }

    private List<A> pieces(List<V> values, Random random) {
      List<A> pieces = new ArrayList<>();
      int from = 0;
      while (from < values.size()) {
        int to = from + random.nextInt(values.size() - from + 1);
        pieces.add(travelled(fold(values.subList(from, to))));
        from = to;
      }
      return pieces;
    }

    private A merge(List<A> pieces) {
      A all = aggregator.create();
      List<byte[]> before = pieces.stream().map(this::encode).toList();
      for (A piece : pieces) {
        all = aggregator.merge(all, piece);
      }
      for (int i = 0; i < pieces.size(); i++) {
        if (!Arrays.equals(before.get(i), encode(pieces.get(i)))) {
          throw new AssertionError("merge changed its second argument");
        }
      }
      return all;
    }

    private A fromTheRight(List<A> pieces) {
      A all = aggregator.create();
      for (int i = pieces.size() - 1; i >= 0; i--) {
        all = aggregator.merge(pieces.get(i), all);
      }
      return all;
    }

    private A travelled(A accumulator) {
      return codec().read(new Input(encode(accumulator)));
    }

    private byte[] encode(A accumulator) {
      Output out = new Output(64);
      codec().write(accumulator, out);
      return out.toByteArray();
    }

    private Codec<A> codec() {
      return aggregator.accumulatorCodec();
    }

    private void require(R expected, R actual, String law) {
      if (!same.test(expected, actual)) {
        throw new AssertionError(law + ": " + show(actual) + " instead of " + show(expected));
      }
    }

    private static String show(Object value) {
      return Arrays.deepToString(new Object[] {value});
    }
  }
}
