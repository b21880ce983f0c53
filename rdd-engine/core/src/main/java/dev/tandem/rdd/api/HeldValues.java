package dev.tandem.rdd.api;

import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.shuffle.GroupValues;
import dev.tandem.rdd.store.MemoryManager.Claim;
import dev.tandem.rdd.store.SizeSampler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The values of one group, which the shuffle hands over as a single pass, as a list that can be
 * read again and again. What does not fit into the memory of the task goes to a file and is read
 * from there. The memory is claimed until {@link #close}: as long as the steps behind look at the
 * group.
 */
final class HeldValues implements AutoCloseable {
  /** Bytes that a list needs for one value beside the value itself. */
  private static final int REFERENCE = 8;

  private final List<Object> values;
  private final Claim claim;

  private HeldValues(List<Object> values, Claim claim) {
    this.values = values;
    this.claim = claim;
  }

  /** Reads all values; of the most common groups, those of one value, cheaply. */
  static HeldValues of(Iterator<?> values) {
    if (!values.hasNext()) {
      return new HeldValues(List.of(), null);
    }
    Object first = values.next();
    if (!values.hasNext()) {
      return new HeldValues(List.of(first), null);
    }
    ComputeContext context = ComputeContext.current();
    Claim claim = context.claim();
    SizeSampler sizes = GroupValues.inMemory(values) ? null : new SizeSampler();
    List<Object> held = new ArrayList<>();
    Object value = first;
    while (fits(held, value, sizes, claim)) {
      held.add(value);
      if (!values.hasNext()) {
        return new HeldValues(held, claim);
      }
      value = values.next();
    }
    List<Object> spilled = spill(held, value, values, context);
    claim.release();
    return new HeldValues(spilled, null);
  }

  /** Asked for each value that is sampled; between two of them the estimate stands. */
  private static boolean fits(List<Object> held, Object value, SizeSampler sizes, Claim claim) {
    if (sizes == null) {
      return (held.size() & 1023) != 1023 || claim.hold(2L * REFERENCE * held.size());
    }
    return !sizes.see(null, value) || claim.hold(sizes.total() + 2L * REFERENCE * held.size());
  }

  private static List<Object> spill(
      List<Object> held, Object next, Iterator<?> rest, ComputeContext context) {
    try (SpilledValues.Writer file = SpilledValues.writer(context.task())) {
      for (Object value : held) {
        file.add(value);
      }
      held.clear();
      file.add(next);
      while (rest.hasNext()) {
        context.task().checkStopped();
        file.add(rest.next());
      }
      SpilledValues spilled = file.end();
      context.spilled(spilled);
      return spilled;
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  /** All values. */
  List<Object> list() {
    return values;
  }

  @Override
  public void close() {
    if (claim != null) {
      claim.release();
    }
  }
}
