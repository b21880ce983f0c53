package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.Fn2;
import dev.tandem.contract.flow.FunctionFailed;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.rdd.store.PlainValues;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The three functions of combineByKey as an aggregator. The accumulator is the combiner itself, and
 * null until the first value comes: an accumulator travels only when it holds a value.
 *
 * <p>What a map task has published belongs to every attempt and every action that reads it, but
 * users' functions change combiners, the second as well as the first: many add the smaller one to
 * the larger. So each combiner that is merged is copied, unless it cannot be changed anyway; where
 * Spark decodes bytes, every reader has copies of its own too.
 *
 * @param verb for errors
 * @param createCombiner makes a combiner of the first value; null if that is a copy of the value
 * @param mergeValue adds a value; may change the combiner
 * @param mergeCombiners adds the second combiner to the first, which it may change
 * @param codec of the combiners
 */
record Combiner<V, C>(
    String verb,
    Fn<? super V, ? extends C> createCombiner,
    Fn2<C, ? super V, ? extends C> mergeValue,
    Fn2<C, C, ? extends C> mergeCombiners,
    Codec<C> codec)
    implements Aggregator<V, C, C> {
  Combiner {
    UserCode.given(verb, mergeValue);
    UserCode.given(verb, mergeCombiners);
  }

  @Override
  public C create() {
    return null;
  }

  @Override
  public C add(C combiner, V value) {
    try {
      return combiner == null
          ? first(value)
          : keepable(combiner, checked(mergeValue.apply(combiner, value)));
    } catch (Exception e) {
      throw failed(e);
    }
  }

  @SuppressWarnings("unchecked") // without createCombiner, values are combiners
  private C first(V value) throws Exception {
    return createCombiner == null
        ? own(keepable((C) value))
        : keepable(checked(createCombiner.apply(value)));
  }

  @Override
  public C merge(C into, C from) {
    if (from == null) {
      return into;
    }
    C own = own(from);
    if (into == null) {
      return own;
    }
    try {
      return keepable(into, checked(mergeCombiners.apply(into, own)));
    } catch (Exception e) {
      throw failed(e);
    }
  }

  @Override
  public C finish(C combiner) {
    return combiner;
  }

  @Override
  public Codec<C> accumulatorCodec() {
    return codec;
  }

  @Override
  public Codec<C> resultCodec() {
    return codec;
  }

  private C own(C combiner) {
    if (PlainValues.isPlain(combiner)) {
      return combiner;
    }
    Output out = new Output(64);
    codec.write(combiner, out);
    return codec.read(new Input(out.toByteArray()));
  }

  /** A function may make something else of a combiner than what it was. */
  private C keepable(C before, C after) {
    return after.getClass() == before.getClass() ? after : keepable(after);
  }

  /** What cannot be read back as what it is, is refused where it is made. */
  private C keepable(C combiner) {
    if (combiner instanceof Collection || combiner instanceof Map) {
      check(combiner, CombinerCodec.losesOrder(combiner) || !CombinerCodec.INSTANCE.equals(codec));
      CombinerCodec.checkNaturalOrder(combiner);
    } else if (combiner instanceof Pair<?, ?> pair) {
      check(pair.first(), true);
      check(pair.second(), true);
    }
    return combiner;
  }

  private void check(Object collection, boolean unknown) {
    if (unknown && (collection instanceof SortedSet || collection instanceof SortedMap)) {
      throw new IllegalArgumentException(
          verb
              + ": a "
              + collection.getClass().getName()
              + " loses its order on its way; a TreeSet, TreeMap or PriorityQueue in natural"
              + " order that is the combiner itself keeps it");
    }
  }

  private C checked(C combiner) {
    return Objects.requireNonNull(
        combiner, () -> verb + ": the function returned null; values must not be null");
  }

  private static RuntimeException failed(Exception e) {
    return e instanceof RuntimeException unchecked ? unchecked : new FunctionFailed(e);
  }
}
