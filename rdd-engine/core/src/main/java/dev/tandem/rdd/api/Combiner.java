package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.Fn2;
import dev.tandem.contract.flow.FunctionFailed;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.util.Objects;

/**
 * The three functions of combineByKey as an aggregator. The accumulator is a slot, empty until the
 * first value comes.
 *
 * <p>What a map task has published belongs to every attempt that reads it, but mergeCombiners may
 * change its first argument. So the first combiner that the reduce side takes in is copied, unless
 * it cannot be changed anyway.
 *
 * @param verb for errors
 * @param createCombiner makes a combiner of the first value
 * @param mergeValue adds a value; may change the combiner
 * @param mergeCombiners adds the second combiner to the first, which it may change
 */
record Combiner<V, C>(
    String verb, Fn<V, C> createCombiner, Fn2<C, V, C> mergeValue, Fn2<C, C, C> mergeCombiners)
    implements Aggregator<V, Object[], C> {
  private interface Call<R> {
    R call() throws Exception;
  }

  @Override
  public Object[] create() {
    return new Object[1];
  }

  @Override
  @SuppressWarnings("unchecked") // the slot holds a combiner
  public Object[] add(Object[] slot, V value) {
    C old = (C) slot[0];
    slot[0] = call(() -> old == null ? createCombiner.apply(value) : mergeValue.apply(old, value));
    return slot;
  }

  @Override
  @SuppressWarnings("unchecked") // the slots hold combiners
  public Object[] merge(Object[] into, Object[] from) {
    if (from[0] != null) {
      C old = (C) into[0];
      into[0] = old == null ? own(from[0]) : call(() -> mergeCombiners.apply(old, (C) from[0]));
    }
    return into;
  }

  @Override
  @SuppressWarnings("unchecked") // the slot holds a combiner
  public C finish(Object[] slot) {
    return (C) slot[0];
  }

  @Override
  public Codec<Object[]> accumulatorCodec() {
    return Codecs.of(Object[].class);
  }

  private static Object own(Object combiner) {
    if (combiner instanceof String || combiner instanceof Number || combiner instanceof Enum) {
      return combiner;
    }
    Output out = new Output(64);
    Codecs.dynamic().write(combiner, out);
    return Codecs.dynamic().read(new Input(out.toByteArray()));
  }

  private <R> R call(Call<R> function) {
    try {
      return Objects.requireNonNull(
          function.call(), verb + ": the function returned null; values must not be null");
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new FunctionFailed(e);
    }
  }
}
