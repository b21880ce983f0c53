package dev.tandem.rdd.shuffle;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Shape;

/**
 * Sums up the records of one map task while they pass by, before any combining and whatever their
 * order: a task that is run again must come to the same sum. The idea is that of Spark 4.1's order
 * independent checksums of shuffles (SPARK-53575).
 */
public final class RecordSum implements Collector {
  private final Codec<Object> keys;
  private final Codec<Object> values;
  private final Collector out;
  private final Output scratch = new Output(256);
  private long records;
  private long sum;
  private boolean known = true;

  /**
   * @param shape of the records
   * @param out takes them
   */
  @SuppressWarnings("unchecked") // the plan carries codecs without their types
  public RecordSum(Shape shape, Collector out) {
    this.keys = (Codec<Object>) shape.key();
    this.values = (Codec<Object>) shape.value();
    this.out = out;
  }

  @Override
  public void emit(Object key, Object value) {
    if (known) {
      known = add(key, value);
    }
    out.emit(key, value);
  }

  /** Returns false for a record that has no bytes: it then cannot leave this process either. */
  private boolean add(Object key, Object value) {
    scratch.truncate(0);
    try {
      keys.write(key, scratch);
      values.write(value, scratch);
    } catch (RuntimeException noBytes) {
      return false;
    }
    records++;
    sum += Digest.hash(scratch.array(), 0, scratch.position());
    return true;
  }

  /** What has passed; null if it is not known. */
  public Digest digest() {
    return known ? new Digest(records, sum) : null;
  }
}
