package dev.tandem.spark.shuffle;

import dev.tandem.contract.flow.Grouping;
import dev.tandem.spark.task.Feed;
import dev.tandem.spark.task.Form;
import dev.tandem.spark.task.Shipped;
import dev.tandem.spark.task.TaskSide;
import java.util.Iterator;
import java.util.List;

/**
 * The elements are pairs that lie in the partition of their key: makes groups of them.
 *
 * @param group what is asked for
 * @param combined whether the values are accumulators already: they have been shuffled
 * @param several whether there are several inputs: the only element is then a list of iterators
 */
public record GroupForm(Shipped<GroupSpec> group, boolean combined, boolean several)
    implements Form {
  @Override
  @SuppressWarnings("unchecked") // the plan carries groupings without their types
  public Feed open(Iterator<Object> elements, TaskSide task) {
    GroupSpec spec = group.open();
    List<Iterator<Object>> inputs =
        several ? (List<Iterator<Object>>) elements.next() : List.of(elements);
    Grouping<Object, Object> own =
        (Grouping<Object, Object>) spec.grouping().open(task.scope(spec.id(), task.partition()));
    if (spec.combines()) {
      return new CombineFeed(spec, own.keys(), inputs.get(0), combined, task);
    }
    return own.keys() != null || own.values() != null
        ? new SortFeed(spec, new SortKey.Form(spec.keys(), own.keys(), own.values()), inputs, task)
        : new HashFeed(spec, inputs, task);
  }
}
