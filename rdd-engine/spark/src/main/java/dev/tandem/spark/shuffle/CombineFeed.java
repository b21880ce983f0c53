package dev.tandem.spark.shuffle;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.spark.task.Feed;
import dev.tandem.spark.task.TaskSide;
import java.util.Iterator;
import org.apache.spark.util.collection.ExternalAppendOnlyMap;
import scala.Function1;
import scala.Function2;
import scala.Product2;

/**
 * One accumulator for each key. What was read is never merged into: the table's accumulators were
 * all created here.
 */
final class CombineFeed implements Feed {
  private final GroupSpec spec;
  private final Order<Object> order;
  private final Iterator<Object> pairs;
  private final boolean combined;
  private final TaskSide task;
  private final Aggregator<Object, Object, Object> aggregator;
  private final CodecSerializer serializer;
  private scala.collection.Iterator<? extends Product2<?, Object>> groups;
  private long count;

  CombineFeed(
      GroupSpec spec,
      Order<Object> order,
      Iterator<Object> pairs,
      boolean combined,
      TaskSide task) {
    this.spec = spec;
    this.order = order;
    this.pairs = pairs;
    this.combined = combined;
    this.task = task;
    this.aggregator = spec.combiner().open(task.scope(spec.combineId(), task.partition()));
    this.serializer =
        new CodecSerializer(
            () -> new CodecSerializer.KeyedForm(spec.keys(), spec.accumulators(), true));
  }

  @Override
  public boolean push(Collector into, int atMost) {
    if (groups == null) {
      groups = order == null ? combine() : sorted();
    }
    for (int i = 0; i < atMost && groups.hasNext(); i++) {
      Product2<?, Object> group = groups.next();
      count++;
      Object key = group._1() instanceof SortKey sorted ? sorted.key() : spec.key(group._1());
      into.emit(key, group._2());
    }
    boolean more = groups.hasNext();
    if (!more) {
      task.count(Measure.GROUPS, count);
    }
    return more;
  }

  private scala.collection.Iterator<scala.Tuple2<Object, Object>> combine() {
    Function1<Object, Object> first =
        combined
            ? read -> blamed(() -> aggregator.merge(aggregator.create(), read))
            : value -> blamed(() -> aggregator.add(aggregator.create(), value));
    Function2<Object, Object, Object> next =
        combined
            ? (into, read) -> blamed(() -> aggregator.merge(into, read))
            : (into, value) -> blamed(() -> aggregator.add(into, value));
    Function2<Object, Object, Object> merge =
        (a, b) -> blamed(() -> aggregator.merge(aggregator.merge(aggregator.create(), a), b));
    ExternalAppendOnlyMap<Object, Object, Object> table =
        Spilling.table(first, next, merge, serializer);
    table.insertAll(new Keyed(spec.keys(), pairs));
    Spilling.account(table, task);
    return table.iterator();
  }

  @FunctionalInterface
  private interface Call {
    Object get() throws Exception;
  }

  private Object blamed(Call call) {
    try {
      return call.get();
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      throw new StepFailure(spec.combineName(), String.valueOf(e), e);
    }
  }

  private scala.collection.Iterator<Product2<SortKey, Object>> sorted() {
    SortKey.Form form = new SortKey.Form(spec.keys(), order, null);
    return Spilling.sort(
        new SortKey.Pairs(form, spec, combine()),
        form,
        new CodecSerializer(() -> form.spilled(spec.accumulators())),
        task);
  }
}
