package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.plan.CoGroup;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.DoFn;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The steps behind groupings, and those that look at keys or values alone. */
@SuppressWarnings("unchecked") // a step sees the keys and values of the RDD that it was made for
final class KeySteps {
  private KeySteps() {}

  record MapValues<V, R>(Fn<? super V, ? extends R> f) implements DoFn {
    MapValues {
      UserCode.given("mapValues", f);
    }

    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      out.emit(key, f.apply((V) value));
    }
  }

  record FlatMapValues<V, R>(Fn<? super V, ? extends Iterator<R>> f) implements DoFn {
    FlatMapValues {
      UserCode.given("flatMapValues", f);
    }

    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      for (Iterator<R> each = f.apply((V) value); each.hasNext(); ) {
        out.emit(key, each.next());
      }
    }
  }

  record Keys() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      out.emit(key);
    }
  }

  record Values() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      out.emit(value);
    }
  }

  /** The records as they are, in other codecs. */
  record Same() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      out.emit(key, value);
    }
  }

  /** One record for each value of a group. */
  record Ungroup() implements DoFn {
    @Override
    public void apply(Object key, Object values, Collector out) {
      for (Iterator<?> each = (Iterator<?>) values; each.hasNext(); ) {
        out.emit(key, each.next());
      }
    }
  }

  /** The values of a group as a list. */
  record Group() implements DoFn {
    @Override
    public void apply(Object key, Object values, Collector out) {
      try (HeldValues all = HeldValues.of((Iterator<?>) values)) {
        out.emit(key, all.list());
      }
    }
  }

  /** The lists of two, three or four inputs, side by side. */
  record Cogroup(int inputs) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      add(key, (CoGroup) value, new Object[inputs], 0, out);
    }

    private void add(Object key, CoGroup group, Object[] sides, int input, Collector out) {
      if (input == inputs) {
        out.emit(key, together(sides));
        return;
      }
      try (HeldValues side = HeldValues.of(group.values(input))) {
        sides[input] = side.list();
        add(key, group, sides, input + 1, out);
      }
    }

    private static Object together(Object[] sides) {
      return switch (sides.length) {
        case 2 -> new Pair<>(sides[0], sides[1]);
        case 3 -> new Triple<>(sides[0], sides[1], sides[2]);
        default -> new Quadruple<>(sides[0], sides[1], sides[2], sides[3]);
      };
    }
  }

  /**
   * Every left value with every right value of a key. The left ones are held, the right ones
   * streamed.
   *
   * @param keepsLeft whether a left value without a right one stays; right values are then Optional
   * @param keepsRight the same for right values
   */
  record Join(boolean keepsLeft, boolean keepsRight) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      CoGroup group = (CoGroup) value;
      try (HeldValues lefts = HeldValues.of(group.values(0))) {
        if (keepsRight || !lefts.list().isEmpty()) {
          match(key, lefts.list(), group.values(1), out);
        }
      }
    }

    private void match(Object key, List<Object> lefts, Iterator<Object> rights, Collector out) {
      if (!rights.hasNext() && keepsLeft) {
        for (Object left : lefts) {
          out.emit(key, new Pair<>(left(left), Optional.empty()));
        }
      }
      while (rights.hasNext()) {
        Object right = right(rights.next());
        if (lefts.isEmpty()) {
          out.emit(key, new Pair<>(Optional.empty(), right));
        }
        for (Object left : lefts) {
          out.emit(key, new Pair<>(left(left), right));
        }
      }
    }

    private Object left(Object value) {
      return keepsRight ? Optional.of(value) : value;
    }

    private Object right(Object value) {
      return keepsLeft ? Optional.of(value) : value;
    }
  }

  /** The values of the second input, where the first one has none: nothing is held. */
  record WithoutFirst() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      CoGroup group = (CoGroup) value;
      if (!group.values(0).hasNext()) {
        group.values(1).forEachRemaining(each -> out.emit(key, each));
      }
    }
  }
}
