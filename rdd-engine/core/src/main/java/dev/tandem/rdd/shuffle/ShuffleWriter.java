package dev.tandem.rdd.shuffle;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.rdd.shuffle.BucketFile.Sorting;
import dev.tandem.rdd.store.MemoryManager.Claim;
import dev.tandem.rdd.store.SpilledGroups;
import dev.tandem.rdd.store.TaskResources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Twin of MapOutput of the MapReduce engine: that one sorts encoded records and leaves a file, this
 * one hashes objects and leaves references.
 *
 * <p>The map side of a shuffle: takes the records of one map task and publishes them in buckets,
 * one for each reduce partition. What does not fit in memory while the task runs goes to files, and
 * so does the rest if the budget for published data is used up. The switch {@code shuffle=files}
 * sends everything there, as Spark always does.
 */
public abstract class ShuffleWriter implements Collector {
  final TaskResources context;
  private final ShuffleStore shuffles;
  final ShuffleForm form;
  final Placement placement;
  final int partitions;
  final Claim claim;
  private final boolean filesOnly;

  /** How records for a sort are written to files; null where nothing is sorted. */
  final Sorting sorting;

  /** What goes to each partition, in order; nothing for those without records. */
  private final Map<Integer, List<Bucket>> parts = new HashMap<>();

  private long published;

  ShuffleWriter(
      Shuffle shuffle,
      TaskResources context,
      ShuffleStore shuffles,
      Grouping<Object, Object> grouping) {
    this.context = context;
    this.shuffles = shuffles;
    this.form = ShuffleForm.of(shuffle.grouping(), shuffle.input());
    this.partitions = shuffle.grouping().partitions();
    this.placement = new Placement(grouping.by(), partitions);
    this.claim = context.claim();
    boolean sorts = shuffle.grouping().ordered() && !shuffle.grouping().combines();
    this.sorting =
        sorts ? new Sorting(new RunForm(shuffle.grouping(), grouping), shuffle.input()) : null;
    this.filesOnly = context.task().options().conf("shuffle", "memory").equals("files");
  }

  /**
   * The writer for one map task: with a hash table where values are combined, else with plain
   * buckets.
   *
   * @param map the number of the task
   * @param shuffles what gives way if nobody waits for it
   */
  public static ShuffleWriter open(
      Shuffle shuffle, int map, TaskResources context, ShuffleStore shuffles) {
    Grouping<Object, Object> grouping = shuffle.grouping().openGrouping(context, -1 - map);
    return shuffle.grouping().combines()
        ? new CombiningWriter(shuffle, map, context, shuffles, grouping)
        : new PlainWriter(shuffle, context, shuffles, grouping);
  }

  /** What is buffered, by partition. */
  abstract List<Bucket> buckets();

  /** Estimated bytes of heap that what is buffered takes once it is published. */
  abstract long heapBytes();

  /** Behind the last record: puts what is still on its way into the buffer. */
  void flush() {
    // records are buffered at once, unless a subclass says otherwise
  }

  /** Forgets what was buffered. */
  abstract void clear();

  /** Adds what was counted to the ledger. */
  abstract void count();

  /** Moves what is buffered to a file. */
  final void spill() {
    try {
      write(true);
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
    clear();
  }

  private void write(boolean spill) throws IOException {
    List<Bucket> written =
        new BucketFile(context, form, sorting, spill && !filesOnly).write(buckets());
    add(written);
  }

  /**
   * Publishes everything. The memory that it takes is given back if the attempt is not committed.
   *
   * @throws IOException if the storage fails
   */
  public final MapOutput finish() throws IOException {
    flush();
    long heap = publish();
    count();
    context.count(Measure.SHUFFLE_RECORDS, published);
    context.count(Measure.SHUFFLE_HEAP_BYTES, heap);
    clear();
    Map<Integer, Bucket> buckets = new HashMap<>();
    parts.forEach((partition, some) -> buckets.put(partition, Bucket.of(some)));
    SpilledGroups groups = context.spilled().in(buckets.values().stream().flatMap(Bucket::objects));
    return MapOutput.of(context.task().node(), buckets, heap, groups);
  }

  /** Returns the bytes of the budget that what stays on the heap takes. */
  private long publish() throws IOException {
    long heap = heapBytes();
    boolean fits = !filesOnly && (claim.publish(heap) || afterDropping(heap));
    if (!fits) {
      write(true);
      return 0;
    }
    context.task().onAbort(() -> context.memory().releaseShuffle(heap));
    add(buckets());
    return heap;
  }

  private void add(List<Bucket> buckets) {
    for (int i = 0; i < partitions; i++) {
      long records = buckets.get(i).records();
      published += records;
      if (records > 0) {
        parts.computeIfAbsent(i, partition -> new ArrayList<>(1)).add(buckets.get(i));
      }
    }
  }

  /** Data of earlier stages that nobody waits for gives way, as far as that helps. */
  private boolean afterDropping(long bytes) {
    long missing = bytes - context.memory().shuffleRoom();
    return shuffles.dropIdle(missing) && context.memory().acquireShuffle(bytes);
  }

  /** Records published so far. */
  final long published() {
    return published;
  }
}
