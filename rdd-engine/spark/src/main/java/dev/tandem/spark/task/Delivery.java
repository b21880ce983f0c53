package dev.tandem.spark.task;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.TaskStopped;
import java.io.Serializable;
import java.util.Iterator;

/** The records of one partition on their way to the driver, encoded. */
public final class Delivery implements Collector {
  private final Spec spec;
  private final Output encoded = new Output(256);
  private final TaskStopped full = new TaskStopped("enough records were taken");
  private int records;
  private long seen;

  private Delivery(Spec spec) {
    this.spec = spec;
  }

  /**
   * What is wanted.
   *
   * @param codec of the records
   * @param keyed whether records are pairs
   * @param kind of the action
   * @param limit records of a partition that are worth keeping
   */
  public record Spec(Codec<Object> codec, boolean keyed, DriverResult.Kind kind, long limit)
      implements Serializable {}

  /**
   * What a partition has delivered.
   *
   * @param encoded the records in the codec
   * @param records how many
   * @param count of the records that the task saw
   */
  public record Delivered(byte[] encoded, int records, long count) implements Serializable {}

  /** The ending of a job that asks. */
  public static Ending<Delivered> ending(Shipped<Spec> shipped) {
    return (chain, partition, elements) -> deliver(shipped.open(), chain, partition, elements);
  }

  /** The ending of a job that is run for what Spark keeps of it. */
  public static Ending<Integer> nothing() {
    return (chain, partition, elements) -> {
      while (elements.hasNext()) {
        elements.next();
      }
      return partition;
    };
  }

  private static Delivered deliver(
      Spec spec, ChainSpec chain, int partition, Iterator<Object> elements) {
    Delivery delivery = new Delivery(spec);
    try {
      chain.open(partition, elements, delivery).pushAll();
    } catch (TaskStopped e) {
      if (e != delivery.full) {
        throw e;
      }
    }
    return new Delivered(delivery.encoded.toByteArray(), delivery.records, delivery.seen);
  }

  @Override
  public void emit(Object key, Object value) {
    seen++;
    if (spec.kind() == DriverResult.Kind.COUNT) {
      return;
    }
    if (records < spec.limit()) {
      spec.codec().write(spec.keyed() ? new Pair<>(key, value) : value, encoded);
      records++;
    }
    if (spec.kind() == DriverResult.Kind.TAKE && records >= spec.limit()) {
      throw full;
    }
  }
}
