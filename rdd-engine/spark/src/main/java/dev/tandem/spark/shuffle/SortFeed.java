package dev.tandem.spark.shuffle;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.plan.Collector;
import dev.tandem.spark.task.Feed;
import dev.tandem.spark.task.TaskSide;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.util.MutablePair;
import scala.Product2;
import scala.Tuple2;
import scala.collection.AbstractIterator;

/**
 * Groups in the order of their keys, with their values in order where that was asked: Spark sorts
 * the records, and a group is streamed, whatever its size.
 */
final class SortFeed implements Feed {
  private final GroupSpec spec;
  private final SortKey.Form form;
  private final List<Iterator<Object>> inputs;
  private final TaskSide task;
  private scala.collection.Iterator<Product2<SortKey, Object>> sorted;
  private SortKey key;
  private Object value;
  private long count;

  SortFeed(GroupSpec spec, SortKey.Form form, List<Iterator<Object>> inputs, TaskSide task) {
    this.spec = spec;
    this.form = form;
    this.inputs = inputs;
    this.task = task;
  }

  @Override
  public boolean push(Collector into, int atMost) {
    if (sorted == null) {
      CodecSerializer serializer = new CodecSerializer(() -> form.spilled(spec.values()::get));
      sorted = Spilling.sort(new Tagged(), form, serializer, task);
      advance();
    }
    for (int i = 0; i < atMost && key != null; i++) {
      count++;
      Streamed group = new Streamed(key);
      into.emit(key.key(), group.forStep(inputs.size()));
      group.end();
    }
    if (key == null) {
      task.count(Measure.GROUPS, count);
    }
    return key != null;
  }

  private void advance() {
    if (sorted.hasNext()) {
      Product2<SortKey, Object> next = sorted.next();
      key = next._1();
      value = next._2();
    } else {
      key = null;
      value = null;
    }
  }

  /** The records of all inputs under their sort keys. */
  private final class Tagged extends AbstractIterator<Product2<SortKey, Object>> {
    private final MutablePair<SortKey, Object> pair = new MutablePair<>(null, null);
    private int input;

    @Override
    public boolean hasNext() {
      while (input < inputs.size() && !inputs.get(input).hasNext()) {
        input++;
      }
      return input < inputs.size();
    }

    @Override
    public Product2<SortKey, Object> next() {
      Tuple2<?, ?> next = (Tuple2<?, ?>) inputs.get(input).next();
      return pair.update(form.of(next._1(), input, next._2()), next._2());
    }
  }

  /** The group that begins at the current record; what a step leaves unread is skipped. */
  private final class Streamed extends GroupValues {
    private final SortKey first;

    Streamed(SortKey first) {
      this.first = first;
    }

    private boolean inGroup() {
      return key != null && key.sameGroup(first);
    }

    @Override
    boolean hasNext(int input) {
      while (inGroup() && key.input() < input) {
        advance();
      }
      return inGroup() && key.input() == input;
    }

    @Override
    Object next(int input) {
      Object next = value;
      advance();
      return next;
    }

    @Override
    void end() {
      super.end();
      while (inGroup()) {
        advance();
      }
    }
  }
}
