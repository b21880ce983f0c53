package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;

/** A bag of records without keys. */
final class PlainBag<T> extends AbstractBag<T> {
  PlainBag(FlowPipeline pipeline, Operation operation) {
    super(pipeline, operation);
  }

  @Override
  @SuppressWarnings("unchecked")
  Codec<T> codec() {
    return (Codec<T>) operation.shape().value();
  }

  @Override
  DoFn onRecords(DoFn step) {
    return step;
  }

  @Override
  Operation plain() {
    return operation;
  }

  @Override
  public Bag<T> named(String name) {
    return new PlainBag<>(pipeline, pipeline.rename(operation, name));
  }

  @Override
  public Bag<T> as(Codec<T> codec) {
    return new PlainBag<>(pipeline, pipeline.reshape(operation, new Shape(null, codec)));
  }

  @Override
  public Bag<T> reuse() {
    pipeline.reuse(operation);
    return this;
  }

  @Override
  public Bag<T> filter(Fn<? super T, Boolean> f) {
    return step("filter", new Steps.Filter<>(f), codec());
  }
}
