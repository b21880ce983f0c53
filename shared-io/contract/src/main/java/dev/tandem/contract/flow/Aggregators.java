package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Ready-made aggregators. */
public final class Aggregators {
  private Aggregators() {}

  /** The number of values. */
  public static <V> LongAggregator<V> count() {
    return new Count<>();
  }

  /** The sum of longs; wraps around beyond 2^63. */
  public static LongAggregator<Long> sumLong() {
    return new SumLong();
  }

  /** The sum of doubles, in the order in which an engine meets them. */
  public static DoubleAggregator<Double> sumDouble() {
    return new SumDouble();
  }

  /**
   * The {@code n} first values in an order, ascending. Values that are equal in the order are told
   * apart by nothing, so the order should be total where the answer must not depend on the engine.
   *
   * @param n how many, at least 0
   * @param codec the codec of the values
   * @param order the order
   */
  public static <V> Aggregator<V, ArrayList<V>, List<V>> first(
      int n, Codec<V> codec, Order<? super V> order) {
    return new First<>(n, codec, order);
  }

  /** All values in a list, in no particular order. The list of a group must fit in memory. */
  public static <V> Aggregator<V, ArrayList<V>, List<V>> toList(Codec<V> codec) {
    return new ToList<>(codec);
  }

  /**
   * Folds by a function that is associative and commutative; the result of no value is an error.
   */
  static <V> Aggregator<V, Object[], V> reduce(Fn2<V, V, V> f, Codec<V> codec) {
    return new Reduce<>(f, codec);
  }

  private record Count<V>() implements LongAggregator<V> {
    @Override
    public long zero() {
      return 0;
    }

    @Override
    public long step(long acc, V value) {
      return acc + 1;
    }

    @Override
    public long combine(long a, long b) {
      return a + b;
    }
  }

  private record SumLong() implements LongAggregator<Long> {
    @Override
    public long zero() {
      return 0;
    }

    @Override
    public long step(long acc, Long value) {
      return acc + value;
    }

    @Override
    public long combine(long a, long b) {
      return a + b;
    }
  }

  private record SumDouble() implements DoubleAggregator<Double> {
    @Override
    public double zero() {
      return 0;
    }

    @Override
    public double step(double acc, Double value) {
      return acc + value;
    }

    @Override
    public double combine(double a, double b) {
      return a + b;
    }
  }

  private record ToList<V>(Codec<V> codec) implements Aggregator<V, ArrayList<V>, List<V>> {
    @Override
    public ArrayList<V> create() {
      return new ArrayList<>();
    }

    @Override
    public ArrayList<V> add(ArrayList<V> acc, V value) {
      acc.add(value);
      return acc;
    }

    @Override
    public ArrayList<V> merge(ArrayList<V> into, ArrayList<V> from) {
      into.addAll(from);
      return into;
    }

    @Override
    public List<V> finish(ArrayList<V> acc) {
      return acc;
    }

    @Override
    public Codec<ArrayList<V>> accumulatorCodec() {
      return arrayListOf(codec);
    }

    @Override
    public Codec<List<V>> resultCodec() {
      return Codecs.list(codec);
    }
  }

  private record First<V>(int n, Codec<V> codec, Order<? super V> order)
      implements Aggregator<V, ArrayList<V>, List<V>> {
    @Override
    public ArrayList<V> create() {
      return new ArrayList<>();
    }

    @Override
    public ArrayList<V> add(ArrayList<V> acc, V value) {
      if (acc.size() == n && (n == 0 || order.compare(value, acc.get(n - 1)) >= 0)) {
        return acc;
      }
      int at = java.util.Collections.binarySearch(acc, value, order);
      acc.add(at < 0 ? -at - 1 : at, value);
      if (acc.size() > n) {
        acc.remove(n);
      }
      return acc;
    }

    @Override
    public ArrayList<V> merge(ArrayList<V> into, ArrayList<V> from) {
      for (V value : from) {
        add(into, value);
      }
      return into;
    }

    @Override
    public List<V> finish(ArrayList<V> acc) {
      return acc;
    }

    @Override
    public Codec<ArrayList<V>> accumulatorCodec() {
      return arrayListOf(codec);
    }

    @Override
    public Codec<List<V>> resultCodec() {
      return Codecs.list(codec);
    }
  }

  private record Reduce<V>(Fn2<V, V, V> f, Codec<V> codec) implements Aggregator<V, Object[], V> {
    @Override
    public Object[] create() {
      return new Object[1];
    }

    @Override
    public Object[] add(Object[] acc, V value) {
      acc[0] = acc[0] == null ? value : call(acc[0], value);
      return acc;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object[] merge(Object[] into, Object[] from) {
      return from[0] == null ? into : add(into, (V) from[0]);
    }

    @Override
    @SuppressWarnings("unchecked")
    public V finish(Object[] acc) {
      if (acc[0] == null) {
        throw new IllegalStateException("reduce of an empty collection");
      }
      return (V) acc[0];
    }

    @SuppressWarnings("unchecked")
    private V call(Object left, V right) {
      V result;
      try {
        result = f.apply((V) left, right);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new FunctionFailed(e);
      }
      return Objects.requireNonNull(
          result, "the function of a reduce returned null; values must not be null");
    }

    @Override
    public Codec<Object[]> accumulatorCodec() {
      return new SlotCodecs.Slot<>(codec);
    }
  }

  /** Lists are read back as ArrayLists, so that an accumulator can go on growing. */
  @SuppressWarnings("unchecked")
  private static <V> Codec<ArrayList<V>> arrayListOf(Codec<V> element) {
    return (Codec<ArrayList<V>>) (Codec<?>) Codecs.list(element);
  }
}
