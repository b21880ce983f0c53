package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.Shape;
import dev.tandem.rdd.lineage.RddNode;
import java.io.Serializable;

/** How the records of an RDD travel between steps. */
enum Form {
  /** A record is one value, without a key. */
  RECORDS(Lineages.RECORDS),

  /** A record is a {@link Pair}, and travels as its two values. */
  PAIRS(Lineages.PAIRS);

  private final transient Shape shape;

  Form(Shape shape) {
    this.shape = shape;
  }

  /** A function of one record, which may emit several. */
  interface RecordFn<T> extends Serializable {
    void apply(T value, Collector out) throws Exception;
  }

  static Form of(RddNode node) {
    return node.operation().shape().keyed() ? PAIRS : RECORDS;
  }

  Shape shape() {
    return shape;
  }

  /** The record that travels as this key and value. */
  @SuppressWarnings("unchecked") // who asks knows what the records are
  <T> T record(Object key, Object value) {
    return (T) (this == PAIRS ? new Pair<>(key, value) : value);
  }

  /** Hands on a record. */
  void emit(Object record, Collector out) {
    if (this == PAIRS) {
      Pair<?, ?> pair = (Pair<?, ?>) record;
      out.emit(pair.first(), pair.second());
    } else {
      out.emit(record);
    }
  }

  /** A function of records as a step of the lineage. */
  <T> DoFn onRecords(RecordFn<T> function) {
    return (key, value, out) -> function.apply(record(key, value), out);
  }

  /** Lets through what {@code f} is true for. */
  <T> DoFn keepIf(Fn<? super T, Boolean> f) {
    return (key, value, out) -> {
      if (f.apply(record(key, value))) {
        out.emit(key, value);
      }
    };
  }
}
