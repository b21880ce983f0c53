package dev.tandem.spark.task;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Shape;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.apache.spark.util.KnownSizeEstimation;
import org.apache.spark.util.SizeEstimator;

/**
 * Some records of a partition that is kept in memory: objects in the executor that has computed
 * them, bytes in our codec where another executor fetches them.
 */
public final class RecordBlock implements Serializable, KnownSizeEstimation {
  private static final long serialVersionUID = 1L;

  private final Shipped<Shape> shape;
  private transient Object[] keys;
  private transient Object[] values;
  private transient long size;

  /**
   * @param shape of the records
   * @param keys null for plain records; not copied
   * @param values not copied
   */
  RecordBlock(Shipped<Shape> shape, Object[] keys, Object[] values) {
    this.shape = shape;
    this.keys = keys;
    this.values = values;
  }

  /** Estimated once: Spark asks again and again while a partition grows. */
  @Override
  public long estimatedSize() {
    if (size == 0) {
      size = SizeEstimator.estimate(values) + (keys == null ? 0 : SizeEstimator.estimate(keys));
    }
    return size;
  }

  int size() {
    return values.length;
  }

  Object key(int i) {
    return keys == null ? null : keys[i];
  }

  Object value(int i) {
    return values[i];
  }

  @SuppressWarnings("unchecked") // the plan carries codecs without their types
  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    Shape codecs = shape.open();
    Output encoded = new Output(1 << 12);
    encoded.writeLength(values.length);
    for (int i = 0; i < values.length; i++) {
      if (codecs.keyed()) {
        ((Codec<Object>) codecs.key()).write(keys[i], encoded);
      }
      ((Codec<Object>) codecs.value()).write(values[i], encoded);
    }
    out.writeInt(encoded.position());
    out.write(encoded.array(), 0, encoded.position());
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    byte[] encoded = in.readNBytes(in.readInt());
    Input input = new Input(encoded);
    Shape codecs = shape.open();
    values = new Object[input.readLength()];
    keys = codecs.keyed() ? new Object[values.length] : null;
    for (int i = 0; i < values.length; i++) {
      if (keys != null) {
        keys[i] = codecs.key().read(input);
      }
      values[i] = codecs.value().read(input);
    }
  }
}
