package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;

/** Keys with their values, behind a grouping. */
final class GroupBag<K, V> implements GroupedBag<K, V> {
  private final FlowPipeline pipeline;
  private final Operation group;

  GroupBag(FlowPipeline pipeline, Operation group) {
    this.pipeline = pipeline;
    this.group = group;
  }

  @Override
  public GroupedBag<K, V> named(String name) {
    return new GroupBag<>(pipeline, pipeline.rename(group, name));
  }

  @Override
  public <A, R> KeyedBag<K, R> aggregate(Aggregator<? super V, A, R> aggregator) {
    Codec<R> result = aggregator.resultCodec();
    return new KeyBag<>(pipeline, pipeline.combine("aggregate", group, aggregator, result));
  }

  @Override
  public <R> Bag<R> flatMap(Class<R> type, GroupFn<K, V, R> f) {
    Shape shape = new Shape(null, Codecs.of(type));
    return new PlainBag<>(
        pipeline, pipeline.parallelDo("flatMap", group, new Steps.Group<>(f), false, shape));
  }

  @Override
  public <R> KeyedBag<K, R> flatMapValues(Class<R> type, GroupFn<K, V, R> f) {
    Shape shape = new Shape(group.shape().key(), Codecs.of(type));
    return new KeyBag<>(
        pipeline,
        pipeline.parallelDo("flatMapValues", group, new Steps.GroupValues<>(f), true, shape));
  }
}
