package dev.tandem.spark.shuffle;

import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.RangePartitioner;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.EncodedKey;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.spark.task.RunSide;
import dev.tandem.spark.task.Shipped;
import dev.tandem.spark.task.TaskFailed;
import dev.tandem.spark.task.TaskSide;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.TaskContext;

/**
 * Our placement of keys as Spark's partitioner. On the driver the bounds of a sort are set once
 * they are sampled; in a task the user's partitioner is the task's own copy. One equals itself
 * only: which bags lie alike is decided before Spark is asked.
 */
final class KeyPartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final Shipped<GroupSpec> group;
  private final RunSide run;
  private final int partitions;
  private byte[] bounds;
  private int boundCount;
  private transient GroupSpec spec;
  private transient dev.tandem.contract.flow.Partitioner<Object> by;

  KeyPartitioner(Shipped<GroupSpec> group, RunSide run, int partitions) {
    this.group = group;
    this.run = run;
    this.partitions = partitions;
  }

  /** On the driver: sets the sampled bounds. */
  void setBounds(Codec<Object> keys, List<Object> sampled) {
    Output out = new Output(256);
    sampled.forEach(key -> keys.write(key, out));
    bounds = out.toByteArray();
    boundCount = sampled.size();
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object key) {
    if (spec == null) {
      open();
    }
    if (by == null) {
      int hash = key instanceof EncodedKey ? key.hashCode() : spec.keys().hash(key);
      return Math.floorMod(hash, partitions);
    }
    return place(spec.key(key));
  }

  private int place(Object key) {
    try {
      int partition = by.partition(key, partitions);
      if (partition < 0 || partition >= partitions) {
        throw new IllegalStateException(
            "Illegal partition " + partition + " for key " + key + " (of " + partitions + ")");
      }
      return partition;
    } catch (Throwable e) {
      throw TaskFailed.of(e, "");
    }
  }

  @SuppressWarnings("unchecked") // the plan carries groupings without their types
  private void open() {
    GroupSpec opened = group.open();
    TaskSide task = new TaskSide(run, TaskContext.get().partitionId());
    Grouping<Object, Object> own =
        (Grouping<Object, Object>)
            opened.grouping().open(task.scope(opened.id(), task.partition()));
    by = own.by();
    if (by instanceof RangePartitioner<Object> range && !range.resolved()) {
      by = range.withBounds(bounds(opened.keys()));
    }
    spec = opened;
  }

  private List<Object> bounds(Codec<Object> keys) {
    List<Object> read = new ArrayList<>();
    Input in = new Input(bounds == null ? new byte[0] : bounds);
    for (int i = 0; i < boundCount; i++) {
      read.add(keys.read(in));
    }
    return read;
  }
}
