package dev.tandem.contract.plan;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.FunctionFailed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Consecutive steps fused into one: each record is pushed through all of them before the next one
 * is read, and nothing is stored in between. Both engines run their user code through such chains;
 * what differs is what stands before and behind.
 *
 * <p>A chain belongs to one task attempt: it holds the task's own copies of the functions. Each
 * step checks what the step before it emitted, so that a null is reported under the name of the
 * step that made it.
 *
 * <p>A function may wrap or swallow what it catches around an emit. The failure of a later step or
 * of the storage is found again all the same, and stays the failure of the task: a record must not
 * be lost because an earlier function catches too much.
 *
 * <p>Pushing nests one call per step. A long chain is therefore cut into pieces of {@value
 * #LONGEST_PIECE} steps with a buffer between them, which is emptied when the calls before it have
 * returned; lineages of ten thousand steps do not overflow the stack.
 */
public final class StepChain {
  /** Steps that may be nested before a buffer cuts the chain. */
  static final int LONGEST_PIECE = 500;

  private StepChain() {}

  /**
   * Opens the steps for one task and links them.
   *
   * @param before the operation whose records enter the chain: names the culprit if it hands over a
   *     null
   * @param steps {@link Operation.ParallelDo}s and {@link Operation.CombineValues}s, each the input
   *     of the next one
   * @param end takes what comes out
   * @param scopes binds the functions' handles
   * @return the entrance; equal to a checked {@code end} if there are no steps
   */
  public static Collector link(
      Operation before, List<? extends Operation> steps, Collector end, TaskScopes scopes) {
    Operation last = steps.isEmpty() ? before : steps.get(steps.size() - 1);
    Trouble trouble = new Trouble();
    Collector next = new End(last, end, trouble);
    List<Piece> pieces = new ArrayList<>();
    int length = 0;
    for (int i = steps.size() - 1; i >= 0; i--) {
      Operation step = steps.get(i);
      if (length == LONGEST_PIECE) {
        Piece piece = new Piece(next);
        pieces.add(0, piece);
        next = piece;
        length = 0;
      }
      next =
          new Link(
              step.name(), open(step, scopes), next, i == 0 ? before : steps.get(i - 1), trouble);
      length++;
    }
    return pieces.isEmpty() ? next : new Cut(next, pieces);
  }

  private static DoFn open(Operation step, TaskScopes scopes) {
    if (step instanceof Operation.ParallelDo parallelDo) {
      return parallelDo.fn().open(scopes.of(step));
    }
    if (step instanceof Operation.CombineValues combine) {
      Aggregator<Object, Object, Object> aggregator = combine.aggregator().open(scopes.of(step));
      boolean lifted =
          combine.input() instanceof Operation.GroupByKey group && group.combiner() != null;
      return lifted ? new Finish(aggregator) : new Fold(aggregator);
    }
    throw new IllegalArgumentException(step.name() + " is not a step of a chain");
  }

  /** One step. The class is small on purpose: it is the inner loop of both engines. */
  private static final class Link implements Collector {
    private final String name;
    private final DoFn fn;
    private final Collector next;
    private final String before;
    private final boolean keyed;
    private final Trouble trouble;

    Link(String name, DoFn fn, Collector next, Operation before, Trouble trouble) {
      this.trouble = trouble;
      this.name = name;
      this.fn = fn;
      this.next = next;
      this.before = before.name();
      this.keyed = before.shape().keyed();
    }

    @Override
    public void emit(Object key, Object value) {
      if (value == null || keyed && key == null) {
        throw nullOf(before);
      }
      try {
        fn.apply(key, value, next);
      } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
        throw trouble.of(name, e);
      }
      if (trouble.first != null) {
        throw trouble.first;
      }
    }
  }

  /** Where the records of the last step leave the chain: as a {@link Link} without a function. */
  private static final class End implements Collector {
    private final String last;
    private final boolean keyed;
    private final Collector end;
    private final Trouble trouble;

    End(Operation last, Collector end, Trouble trouble) {
      this.last = last.name();
      this.keyed = last.shape().keyed();
      this.end = end;
      this.trouble = trouble;
    }

    @Override
    public void emit(Object key, Object value) {
      if (value == null || keyed && key == null) {
        throw nullOf(last);
      }
      try {
        end.emit(key, value);
      } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
        throw trouble.of(last, e);
      }
      if (trouble.first != null) {
        throw trouble.first;
      }
    }
  }

  private static StepFailure nullOf(String step) {
    return new StepFailure(step, "returned null; records, keys and values must not be null", null);
  }

  /** What has gone wrong in a chain. */
  private static final class Trouble {
    private static final int DEEPEST = 50;

    /**
     * The failure of a step or of the storage, once there is one; a task that was stopped has not
     * failed.
     */
    private RuntimeException first;

    /** What {@code thrown}, which came out of the function of a step, means to the task. */
    RuntimeException of(String step, Throwable thrown) {
      RuntimeException signal = signalIn(thrown);
      if (signal instanceof TaskStopped) {
        return signal;
      }
      if (first == null) {
        Throwable own = thrown instanceof FunctionFailed ? thrown.getCause() : thrown;
        first = signal != null ? signal : new StepFailure(step, String.valueOf(own), own);
      }
      return first;
    }

    /**
     * The engine's own signal that {@code thrown} is, or that a function has wrapped into it; or
     * null.
     */
    private static RuntimeException signalIn(Throwable thrown) {
      Throwable at = thrown;
      for (int depth = 0; at != null && depth < DEEPEST; depth++) {
        if (at instanceof StepFailure
            || at instanceof TaskStopped
            || at instanceof StorageFailure) {
          return (RuntimeException) at;
        }
        at = at.getCause();
      }
      return null;
    }
  }

  /** Merged accumulators become results. */
  private record Finish(Aggregator<Object, Object, Object> aggregator) implements DoFn {
    @Override
    public void apply(Object key, Object accumulator, Collector out) {
      out.emit(key, aggregator.finish(accumulator));
    }
  }

  /** A group of values becomes a result. */
  private record Fold(Aggregator<Object, Object, Object> aggregator) implements DoFn {
    @Override
    public void apply(Object key, Object values, Collector out) {
      Object accumulator = aggregator.create();
      for (Iterator<?> each = (Iterator<?>) values; each.hasNext(); ) {
        accumulator = aggregator.add(accumulator, each.next());
      }
      out.emit(key, aggregator.finish(accumulator));
    }
  }

  /** The buffer in front of a piece of a long chain. */
  private static final class Piece implements Collector {
    private final Collector first;
    private final List<Object> keys = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Piece(Collector first) {
      this.first = first;
    }

    @Override
    public void emit(Object key, Object value) {
      keys.add(key);
      values.add(value);
    }

    void drain() {
      for (int i = 0; i < values.size(); i++) {
        first.emit(keys.get(i), values.get(i));
      }
      keys.clear();
      values.clear();
    }
  }

  /** The entrance of a cut chain: after each record, empties the buffers from front to back. */
  private record Cut(Collector first, List<Piece> pieces) implements Collector {
    @Override
    public void emit(Object key, Object value) {
      first.emit(key, value);
      pieces.forEach(Piece::drain);
    }
  }
}
