package dev.tandem.contract.flow;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import dev.tandem.contract.plan.SideInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The pipeline behind every run: turns verbs into operations, collects pending writes, and hands
 * plans to the engine's session. It knows no engine; whoever has a {@link Session} can drive jobs
 * with it.
 */
public final class FlowPipeline implements Pipeline {
  /** A function of more bytes is worth a warning: every task reads a copy of its own. */
  static final int LARGE_CLOSURE = 1 << 20;

  private final Session session;
  private final RunOptions options;
  private final List<Operation.Write> pending = new ArrayList<>();
  private final TreeSet<Integer> reused = new TreeSet<>();
  private final Map<String, Counter> counters = new LinkedHashMap<>();
  private RuntimeException failure;
  private int nextId = 1;
  private int nextBroadcast = 1;

  /**
   * @param session evaluates plans
   * @param options of the same run
   */
  public FlowPipeline(Session session, RunOptions options) {
    this.session = session;
    this.options = options;
  }

  @Override
  public <T> Bag<T> read(Source<T> source) {
    Closure.of("read", source);
    return new PlainBag<>(this, new Operation.Read(id(), "read", source));
  }

  @Override
  public <T> Bag<T> of(Codec<T> codec, Collection<T> values) {
    return of(codec, values, options.defaultPartitions());
  }

  /** Values in one slice: for seeds. */
  <T> Bag<T> of(Codec<T> codec, Collection<T> values, int slices) {
    return new PlainBag<>(
        this,
        new Operation.Read(
            id(), "values", new CollectionSource<>(codec, List.copyOf(values), slices)));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> Bag<T> of(Collection<T> values) {
    return of((Codec<T>) Codecs.dynamic(), values);
  }

  @Override
  public Counter counter(String name) {
    return counters.computeIfAbsent(name, DriverCounter::new);
  }

  @Override
  public <T> Broadcast<T> broadcast(T value) {
    Output out = new Output(256);
    Codecs.dynamic().write(value, out);
    return new DriverBroadcast<>(value, new SideInput(nextBroadcast++, out.toByteArray()));
  }

  @Override
  public void run() {
    if (failure != null) {
      throw failure;
    }
    if (!pending.isEmpty()) {
      List<Operation.Write> writes = List.copyOf(pending);
      pending.clear();
      try {
        session.evaluate(LogicalPlan.of(writes, reused));
      } catch (RuntimeException e) {
        failure = e;
        throw e;
      }
    }
  }

  /** The plan of the writes that are pending. */
  public LogicalPlan pendingPlan() {
    return LogicalPlan.of(pending, reused);
  }

  private int id() {
    return nextId++;
  }

  void write(Operation input, Sink<?> sink) {
    Closure.of("write", sink);
    pending.add(new Operation.Write(id(), "write" + suffix(sink.folder()), input, sink));
  }

  private static String suffix(String folder) {
    return folder.isEmpty() ? "" : " " + folder;
  }

  /** Runs an action: a write to the driver, at once and remembered by nobody. */
  <T> DriverResult<T> act(String verb, Operation input, DriverResult<T> result) {
    session.evaluate(
        LogicalPlan.of(List.of(new Operation.Write(id(), verb, input, result)), reused));
    return result;
  }

  /**
   * Serialises what a step ships to its tasks; large ones are a warning, which points to
   * broadcasts.
   */
  private <F> Closure<F> closure(String verb, F function) {
    Closure<F> closure = Closure.of(verb, function);
    if (closure.size() > LARGE_CLOSURE) {
      options
          .listener()
          .warning(
              String.format(
                  Locale.ROOT,
                  "step '%s' captures %.1f MB, and every task reads a copy of its own; make it a broadcast:"
                      + " it is shipped once per node",
                  verb,
                  closure.size() / (double) (1 << 20)));
    }
    return closure;
  }

  Operation parallelDo(String verb, Operation input, DoFn fn, boolean keepsKeys, Shape shape) {
    Closure<DoFn> closure = closure(verb, fn);
    return new Operation.ParallelDo(
        id(), verb, input, closure, keepsKeys, shape, closure.sideInputs());
  }

  Operation group(String verb, List<Operation> inputs, Grouping<?, ?> grouping) {
    Shape first = inputs.get(0).shape();
    Shape shape = new Shape(Codecs.checkKey(first.key(), verb), first.value());
    closure(verb, grouping);
    return new Operation.GroupByKey(id(), verb, inputs, grouping, null, shape);
  }

  @SuppressWarnings("unchecked")
  Operation combine(String verb, Operation group, Aggregator<?, ?, ?> aggregator, Codec<?> result) {
    Closure<Aggregator<Object, Object, Object>> closure =
        closure(verb, (Aggregator<Object, Object, Object>) aggregator);
    return new Operation.CombineValues(
        id(), verb, group, closure, new Shape(group.shape().key(), result));
  }

  Operation flatten(Operation left, Operation right) {
    Shape shape = left.shape();
    return new Operation.Flatten(id(), "union", List.of(left, right), shape);
  }

  /** The operation under a name; a new operation, because operations are immutable. */
  Operation rename(Operation operation, String name) {
    int id = id();
    if (reused.contains(operation.id())) {
      reused.add(id);
    }
    if (operation instanceof Operation.Read read) {
      return new Operation.Read(id, name, read.source());
    } else if (operation instanceof Operation.ParallelDo step) {
      return new Operation.ParallelDo(
          id, name, step.input(), step.fn(), step.keepsKeys(), step.shape(), step.sideInputs());
    } else if (operation instanceof Operation.GroupByKey group) {
      return new Operation.GroupByKey(
          id, name, group.inputs(), group.grouping(), group.combiner(), group.shape());
    } else if (operation instanceof Operation.CombineValues combine) {
      return new Operation.CombineValues(
          id, name, combine.input(), combine.aggregator(), combine.shape());
    } else if (operation instanceof Operation.Flatten flatten) {
      return new Operation.Flatten(id, name, flatten.inputs(), flatten.shape());
    }
    throw new IllegalArgumentException("a write has no name of its own");
  }

  /**
   * The operation with other codecs: a step's declaration changes, other operations get a step that
   * passes records on.
   */
  Operation reshape(Operation operation, Shape shape) {
    if (operation instanceof Operation.ParallelDo step) {
      return new Operation.ParallelDo(
          id(), step.name(), step.input(), step.fn(), step.keepsKeys(), shape, step.sideInputs());
    }
    boolean sameKeys = shape.keyed() && shape.key().equals(operation.shape().key());
    return parallelDo("as", operation, new Steps.Identity(), sameKeys, shape);
  }

  void reuse(Operation operation) {
    reused.add(operation.id());
  }

  void release(Operation operation) {
    if (reused.remove(operation.id())) {
      session.release(operation);
    }
  }

  /** Counters cannot count on the driver: they have no task. */
  private record DriverCounter(String name) implements Counter {
    @Override
    public void add(long n) {
      throw new IllegalStateException(
          "counter '" + name + "' counts inside functions of a bag only, not on the driver");
    }
  }

  private record DriverBroadcast<T>(T value, SideInput sideInput)
      implements Closure.BroadcastHandle<T> {}
}
