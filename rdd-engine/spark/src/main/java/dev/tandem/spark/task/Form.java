package dev.tandem.spark.task;

import dev.tandem.contract.io.Source;
import java.io.Serializable;
import java.util.Iterator;

/** What the elements of an RDD are, and how a task gets records from them. */
public interface Form extends Serializable {
  /**
   * Opens a partition.
   *
   * @param elements of the RDD
   * @param task the task
   */
  Feed open(Iterator<Object> elements, TaskSide task);

  /** The elements are the records themselves: pairs where they have keys. */
  record Records(boolean keyed) implements Form {
    @Override
    public Feed open(Iterator<Object> elements, TaskSide task) {
      return new RecordFeed(elements, keyed);
    }
  }

  /** The elements are blocks of records, kept in memory. */
  record Blocks() implements Form {
    @Override
    public Feed open(Iterator<Object> elements, TaskSide task) {
      return new BlockFeed(elements);
    }
  }

  /** The only element is a split of a source. */
  record Splits(Shipped<Source<?>> source) implements Form {
    @Override
    public Feed open(Iterator<Object> elements, TaskSide task) {
      return new SplitFeed(source.open(), elements, task);
    }
  }
}
