package dev.tandem.rdd.api;

import dev.tandem.rdd.lineage.ComputeContext;
import java.io.Serializable;
import java.util.Optional;

/**
 * What tasks add to and the driver reads: Spark's AccumulatorV2. A task adds to a copy of its own,
 * which is merged when the task has been accepted. So in an action each task counts exactly once,
 * whatever was tried again; in a transformation what is computed again may count again.
 *
 * @param <I> what is added
 * @param <O> what comes of it
 */
public abstract class Accumulator<I, O> implements Serializable, Captured.InTask {
  private static final long serialVersionUID = 1L;

  private transient long id = -1;
  private transient String name;

  /** Nothing yet; to be registered at the context. */
  protected Accumulator() {}

  /** Whether nothing was added. */
  public abstract boolean isZero();

  /** Another one with the same value. */
  public abstract Accumulator<I, O> copy();

  /** Forgets what was added. */
  public abstract void reset();

  /** Adds something. */
  public abstract void add(I v);

  /** Adds what another one of the same class has. */
  public abstract void merge(Accumulator<I, O> other);

  /** The value: on the driver of all accepted tasks, in a task of what it has added itself. */
  public abstract O value();

  /** Another one with nothing added. */
  public Accumulator<I, O> copyAndReset() {
    Accumulator<I, O> copy = copy();
    copy.reset();
    return copy;
  }

  final void register(long number, String text) {
    if (id >= 0) {
      throw new IllegalStateException("Cannot register an Accumulator twice.");
    }
    id = number;
    name = text;
  }

  /** Its number, unique in its context; -1 before it is registered, and in tasks. */
  public final long id() {
    return id;
  }

  /** Its name, if it has one. */
  public final Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** Whether tasks can use it. */
  public final boolean isRegistered() {
    return id >= 0;
  }

  private record OfTask(Object accumulator) {
    @Override
    public boolean equals(Object other) {
      return other instanceof OfTask that && accumulator == that.accumulator;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(accumulator);
    }
  }

  @Override
  public final Object inTask() {
    ComputeContext context = ComputeContext.current();
    return context == null ? this : context.local(new OfTask(this), () -> ownOf(context));
  }

  private Accumulator<I, O> ownOf(ComputeContext context) {
    Accumulator<I, O> own = emptyCopy();
    if (context.counts()) {
      context.task().onAccepted(() -> mergeAccepted(own));
    }
    return own;
  }

  /** A task begins while others are accepted: what is merged now would be copied half. */
  private Accumulator<I, O> emptyCopy() {
    synchronized (this) {
      return copyAndReset();
    }
  }

  /** Jobs that run at the same time are accepted on threads of their own. */
  private void mergeAccepted(Accumulator<I, O> own) {
    synchronized (this) {
      merge(own);
    }
  }

  /**
   * In a closure a number stands for it.
   *
   * @throws IllegalStateException if it is not registered
   */
  protected final Object writeReplace() {
    if (!isRegistered()) {
      throw new IllegalStateException(
          "Accumulator must be registered before send to executor: call register of the context");
    }
    return Captured.of(this);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName()
        + "("
        + name().map(text -> text + ", ").orElse("")
        + value()
        + ")";
  }
}
