package dev.tandem.cluster.output;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.TaskStopped;

/**
 * The end of a task's chain where the records go to the driver: encodes as many as are wanted and
 * delivers them when the attempt is accepted.
 *
 * <p>A {@code take} that has enough ends the task by throwing a {@link TaskStopped} through the
 * chain. The task catches it:
 *
 * <pre>{@code
 * try {
 *   ... push records ...
 * } catch (TaskStopped e) {
 *   driver.ifFull(e);
 * }
 * }</pre>
 */
public final class DriverWriter implements Collector {
  private final DriverResult<Object> result;
  private final boolean keyed;
  private final boolean counts;
  private final long limit;
  private final Output encoded = new Output(256);
  private final TaskStopped full = new TaskStopped("enough records were taken");
  private int records;
  private long seen;

  /**
   * @param context the attempt
   * @param write whose destination is a driver result
   * @param partition the number of the partition in plan order, from 0
   */
  @SuppressWarnings("unchecked") // the plan matches records and destinations
  public DriverWriter(TaskContext context, Operation.Write write, int partition) {
    this.result = (DriverResult<Object>) write.destination();
    this.keyed = write.shape().keyed();
    this.counts = result.kind() == DriverResult.Kind.COUNT;
    this.limit = result.kind() == DriverResult.Kind.TAKE ? result.limit() : Long.MAX_VALUE;
    context.onAccepted(() -> result.deliver(partition, encoded.toByteArray(), records, seen));
  }

  /**
   * Takes one record.
   *
   * @throws TaskStopped once there are enough
   */
  @Override
  public void emit(Object key, Object value) {
    seen++;
    if (counts) {
      return;
    }
    if (records < limit) {
      result.codec().write(keyed ? new Pair<>(key, value) : value, encoded);
      records++;
    }
    if (records >= limit) {
      throw full;
    }
  }

  /** The records that were taken so far, encoded one behind the other. */
  public byte[] encoded() {
    return encoded.toByteArray();
  }

  /** How many these are. */
  public int records() {
    return records;
  }

  /** How many records there were, taken or not. */
  public long seen() {
    return seen;
  }

  /** Adds to a count without records: for engines that know how many there are. */
  public void addCount(long n) {
    seen += n;
  }

  /** Returns if {@code stopped} was thrown because this writer has enough; else throws it again. */
  public void ifFull(TaskStopped stopped) {
    if (stopped != full) {
      throw stopped;
    }
  }
}
