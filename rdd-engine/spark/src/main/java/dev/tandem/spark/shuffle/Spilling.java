package dev.tandem.spark.shuffle;

import dev.tandem.spark.task.TaskSide;
import java.util.Comparator;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.shuffle.checksum.RowBasedChecksum;
import org.apache.spark.util.collection.ExternalAppendOnlyMap;
import org.apache.spark.util.collection.ExternalSorter;
import scala.Function1;
import scala.Function2;
import scala.Option;
import scala.Product2;
import scala.collection.Iterator;

/** Spark's own collections, which spill when its memory is short. */
final class Spilling {
  private Spilling() {}

  /** A hash table of combined values. */
  static ExternalAppendOnlyMap<Object, Object, Object> table(
      Function1<Object, Object> first,
      Function2<Object, Object, Object> next,
      Function2<Object, Object, Object> merge,
      Serializer serializer) {
    SparkEnv env = SparkEnv.get();
    return new ExternalAppendOnlyMap<>(
        first,
        next,
        merge,
        serializer,
        env.blockManager(),
        TaskContext.get(),
        env.serializerManager());
  }

  /** Tells Spark what a table has spilled. */
  static void account(ExternalAppendOnlyMap<?, ?, ?> table, TaskSide task) {
    task.context().taskMetrics().incMemoryBytesSpilled(table.memoryBytesSpilled());
    task.context().taskMetrics().incDiskBytesSpilled(table.diskBytesSpilled());
    task.context().taskMetrics().incPeakExecutionMemory(table.peakMemoryUsedBytes());
  }

  /** Sorts pairs by their keys. */
  static <K> Iterator<Product2<K, Object>> sort(
      Iterator<Product2<K, Object>> pairs,
      Comparator<K> order,
      Serializer serializer,
      TaskSide task) {
    ExternalSorter<K, Object, Object> sorter =
        new ExternalSorter<>(
            task.context(),
            Option.empty(),
            Option.empty(),
            Option.apply(scala.math.Ordering$.MODULE$.comparatorToOrdering(order)),
            serializer,
            new RowBasedChecksum[0]);
    return sorter.insertAllAndUpdateMetrics(pairs);
  }
}
