package dev.tandem.mapreduce.shuffle;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.DoubleAggregator;
import dev.tandem.contract.flow.FunctionFailed;
import dev.tandem.contract.flow.LongAggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.StepFailure;

/**
 * How the values of a shuffle are written, and folded where there is a combiner: encoded values go
 * in, an encoded accumulator comes out. Keys are never decoded for it, and where the accumulator is
 * a primitive slot neither are values. Belongs to one task.
 */
public abstract class Fold {
  /** Writes a value as the map function emitted it. */
  public abstract void encode(Object value, Output out);

  /** Whether values are folded at all. */
  public abstract boolean combines();

  /** Starts a new group. */
  public abstract void begin();

  /** Adds a value that {@link #encode} wrote. */
  public abstract void add(byte[] bytes, int from, int length);

  /** Adds an accumulator that {@link #write} wrote. */
  public abstract void merge(byte[] bytes, int from, int length);

  /** Writes the accumulator of the group. */
  public abstract void write(Output out);

  /** The accumulator of the group, as {@link Aggregator#finish} wants it. */
  public abstract Object accumulator();

  /** Values that travel as they are. */
  public static Fold none(Codec<?> value) {
    return new None(value);
  }

  /**
   * The fold of an aggregator.
   *
   * @param step the name of the aggregation, for errors
   * @param aggregator the task's own copy
   * @param value the codec of the values
   */
  @SuppressWarnings("unchecked") // an aggregator of this kind has these type parameters
  public static Fold of(
      String step, Aggregator<Object, Object, Object> aggregator, Codec<?> value) {
    Codec<?> accumulators = aggregator.accumulatorCodec();
    Object any = aggregator;
    if (any instanceof LongAggregator<?> longs
        && accumulators == Aggregators.sumLong().accumulatorCodec()) {
      return new LongFold(step, (LongAggregator<Object>) longs);
    }
    if (any instanceof DoubleAggregator<?> doubles
        && accumulators == Aggregators.sumDouble().accumulatorCodec()) {
      return new DoubleFold(step, (DoubleAggregator<Object>) doubles);
    }
    return new OfAny(step, aggregator, (Codec<Object>) value);
  }

  /**
   * As {@link #of}, for a sort that may run the combiner or not: values are folded as they are
   * emitted, so that all that travels are accumulators.
   *
   * @param step the name of the aggregation, for errors
   * @param aggregator the task's own copy
   */
  public static Fold partial(String step, Aggregator<Object, Object, Object> aggregator) {
    Fold fold = of(step, aggregator, null);
    return fold instanceof OfAny ? new OfPartial(step, aggregator) : fold;
  }

  /** What a function of the user threw (an aggregator, say), under the name of its step. */
  public static StepFailure failed(String step, Throwable thrown) {
    if (thrown instanceof StepFailure failure) {
      return failure;
    }
    Throwable cause = thrown instanceof FunctionFailed ? thrown.getCause() : thrown;
    return new StepFailure(step, String.valueOf(cause), cause);
  }

  private static final class None extends Fold {
    private final Codec<Object> codec;

    @SuppressWarnings("unchecked") // values of this codec's type are all that is written
    None(Codec<?> codec) {
      this.codec = (Codec<Object>) codec;
    }

    @Override
    public void encode(Object value, Output out) {
      codec.write(value, out);
    }

    @Override
    public boolean combines() {
      return false;
    }

    @Override
    public void begin() {
      throw new IllegalStateException("there is no combiner");
    }

    @Override
    public void add(byte[] bytes, int from, int length) {
      throw new IllegalStateException("there is no combiner");
    }

    @Override
    public void merge(byte[] bytes, int from, int length) {
      throw new IllegalStateException("there is no combiner");
    }

    @Override
    public void write(Output out) {
      throw new IllegalStateException("there is no combiner");
    }

    @Override
    public Object accumulator() {
      throw new IllegalStateException("there is no combiner");
    }
  }

  /** Any accumulator: values are decoded when they are folded, not before. */
  private static class OfAny extends Fold {
    private final String step;
    private final Aggregator<Object, Object, Object> aggregator;
    private final Codec<Object> values;
    private final Codec<Object> accumulators;
    private final Input in = new Input();
    private Object accumulator;

    OfAny(String step, Aggregator<Object, Object, Object> aggregator, Codec<Object> values) {
      this.step = step;
      this.aggregator = aggregator;
      this.values = values;
      this.accumulators = aggregator.accumulatorCodec();
    }

    @Override
    public void encode(Object value, Output out) {
      values.write(value, out);
    }

    @Override
    public boolean combines() {
      return true;
    }

    @Override
    public void begin() {
      try {
        accumulator = aggregator.create();
      } catch (RuntimeException e) {
        throw failed(step, e);
      }
    }

    @Override
    public void add(byte[] bytes, int from, int length) {
      in.reset(bytes, from, length);
      Object value = values.read(in);
      try {
        accumulator = aggregator.add(accumulator, value);
      } catch (RuntimeException e) {
        throw failed(step, e);
      }
    }

    @Override
    public void merge(byte[] bytes, int from, int length) {
      in.reset(bytes, from, length);
      Object other = accumulators.read(in);
      try {
        accumulator = aggregator.merge(accumulator, other);
      } catch (RuntimeException e) {
        throw failed(step, e);
      }
    }

    @Override
    public void write(Output out) {
      accumulators.write(accumulator(), out);
    }

    @Override
    public Object accumulator() {
      if (accumulator == null) {
        throw new StepFailure(step, "returned null; accumulators must not be null", null);
      }
      return accumulator;
    }
  }

  /** Any accumulator, of one value at first. */
  private static final class OfPartial extends OfAny {
    private final String step;
    private final Aggregator<Object, Object, Object> aggregator;
    private final Codec<Object> accumulators;

    OfPartial(String step, Aggregator<Object, Object, Object> aggregator) {
      super(step, aggregator, null);
      this.step = step;
      this.aggregator = aggregator;
      this.accumulators = aggregator.accumulatorCodec();
    }

    @Override
    public void encode(Object value, Output out) {
      Object one;
      try {
        one = aggregator.add(aggregator.create(), value);
      } catch (RuntimeException e) {
        throw failed(step, e);
      }
      if (one == null) {
        throw new StepFailure(step, "returned null; accumulators must not be null", null);
      }
      accumulators.write(one, out);
    }

    @Override
    public void add(byte[] bytes, int from, int length) {
      merge(bytes, from, length);
    }
  }
}
