package dev.tandem.rdd.store;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.Shape;

/**
 * How the records of an RDD become bytes.
 *
 * @param key the codec of the keys; null for a plain bag
 * @param value the codec of the records, or of the values
 */
record RecordForm(Codec<Object> key, Codec<Object> value) {
  /**
   * The codecs of an operation. Nobody groups what is only kept: where keys may be of any class,
   * here they may also be of one that no shuffle takes, as the maps that are numbered by a zip.
   */
  @SuppressWarnings("unchecked") // the plan carries codecs without their types
  static RecordForm of(Shape shape) {
    Codec<?> key = Codecs.keyDynamic().equals(shape.key()) ? Codecs.dynamic() : shape.key();
    return new RecordForm((Codec<Object>) key, (Codec<Object>) shape.value());
  }

  /** Whether records have keys. */
  boolean keyed() {
    return key != null;
  }
}
