package dev.tandem.rdd.store;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Failures;
import dev.tandem.cluster.FetchFailure;
import dev.tandem.cluster.Node;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.plan.Collector;
import dev.tandem.rdd.store.BlockMap.Place;
import dev.tandem.rdd.store.BlockMap.Placed;
import dev.tandem.rdd.store.BlockMap.Stored;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Twin of ResultStore of the MapReduce engine, which keeps files; what is kept here may be dropped
 * at any time, for the lineage makes it again.
 *
 * <p>The partitions of RDDs that are kept, each as its {@link StorageLevel} says: Spark's block
 * manager. A partition is stored by the first task that computes it to its end; one that does not
 * fit, was evicted, was lost with its node or whose file is damaged is computed again from the
 * lineage, it alone.
 *
 * <p>What makes room is what has not been used for the longest time, but never a partition of the
 * RDD that is being filled; levels with files move it to a file of its node. It stays there: unlike
 * Spark's, this store does not bring files back to memory.
 *
 * <p>Deserialised records are handed out as the same objects every time: a step that changes its
 * input changes what others see.
 *
 * <p>THREADING: safe. No lock is held while records are handed out or while memory is asked for.
 */
public final class PartitionStore {
  /** How errors call the partitions that an RDD keeps, as if a unit had published them. */
  private static final String KEPT = "the kept partitions of ";

  private final Cluster cluster;
  private final MemoryManager memory;
  private final Copies copies;
  private final BlockMap blocks = new BlockMap();
  private final KeptCounts counts = new KeptCounts();
  private final Map<Integer, StorageLevel> levels = new ConcurrentHashMap<>();

  /** Weak: what the program cannot reach any more is not kept. */
  private final Map<Integer, WeakReference<Recomputable>> rdds = new ConcurrentHashMap<>();

  private final AtomicLong evicted = new AtomicLong();

  /**
   * @param cluster the nodes, their budget and their files
   */
  public PartitionStore(Cluster cluster) {
    this.cluster = cluster;
    this.memory = new MemoryManager(cluster.budget(), this::evict);
    this.copies = new Copies(memory, cluster.files(), cluster::nodes);
  }

  /** The run's memory, of which this is a part. */
  public MemoryManager memory() {
    return memory;
  }

  /** From now on somebody is told of each block that comes or goes. Must return at once. */
  public void listen(Consumer<BlockUpdate> listener) {
    blocks.listen(listener);
  }

  /** From now on the partitions of these RDDs are kept in memory, unless a level says otherwise. */
  public void keep(Collection<Integer> ids) {
    ids.forEach(id -> levels.putIfAbsent(id, StorageLevel.MEMORY_ONLY));
  }

  /**
   * From now on the partitions of an RDD are kept. Nothing is computed for it: each partition is
   * kept when a task computes it.
   *
   * @param rdd the number of its operation, which may be planned later
   * @throws UnsupportedOperationException if it has another level already, as in Spark
   */
  public void persist(int rdd, StorageLevel level) {
    StorageLevel before = level.isValid() ? levels.putIfAbsent(rdd, level) : levels.get(rdd);
    if (before != null && !before.equals(level)) {
      throw new UnsupportedOperationException(
          "Cannot change storage level of an RDD after it was already assigned a level: RDD "
              + rdd
              + " is kept as "
              + before.description());
    }
  }

  /** Changes how an RDD is kept, for what comes: only where a level gets files in addition. */
  public void widen(int rdd, StorageLevel level) {
    levels.put(rdd, level);
  }

  /** How the partitions of an RDD are kept; {@link StorageLevel#NONE} if they are not. */
  public StorageLevel level(int rdd) {
    return levels.getOrDefault(rdd, StorageLevel.NONE);
  }

  /** Whether the partitions of an RDD are to be kept. */
  public boolean keeps(int rdd) {
    return levels.containsKey(rdd);
  }

  /** Drops what is kept of an RDD, and keeps it no more: Spark's {@code unpersist}. */
  public void release(int rdd) {
    levels.remove(rdd);
    counts.forget(rdd);
    rdds.remove(rdd);
    discard(blocks.remove(placed -> placed.place().rdd() == rdd));
  }

  /** Forgets what a lost node has kept, and what refers to its files. */
  public void lose(Node node) {
    discard(
        blocks.remove(
            placed ->
                placed.block().node() == node
                    || !placed.block().readable() && canBeComputed(placed.place().rdd())));
  }

  /** What nothing could make again stays: perhaps nobody asks for the group that it lacks. */
  private boolean canBeComputed(int rdd) {
    Recomputable reachable = reachable(rdd);
    return reachable == null || reachable.canBeComputed();
  }

  /** Null if the program cannot reach it. */
  private Recomputable reachable(int rdd) {
    WeakReference<Recomputable> known = rdds.get(rdd);
    return known == null ? null : known.get();
  }

  /** Drops one partition, all its copies, as if it had been lost. */
  public void lose(int rdd, int partition) {
    discard(
        blocks.remove(
            placed -> placed.place().rdd() == rdd && placed.place().partition() == partition));
  }

  private void discard(List<Block> removed) {
    for (Block block : removed) {
      memory.releaseStorage(block.memoryBytes());
      if (block instanceof FileBlock file) {
        try {
          cluster.files().delete(file.path());
        } catch (IOException e) {
          cluster.log().warn("cannot remove a kept partition: " + e.getMessage());
        }
      }
    }
  }

  private Placed find(int rdd, int partition) {
    return blocks.find(rdd, partition, level(rdd).replication());
  }

  /** Whether a partition is kept now, in memory or in a file. */
  public boolean has(int rdd, int partition) {
    return keeps(rdd) && find(rdd, partition) != null;
  }

  /** The same, by a task that was accepted: others take back what they have stored if they fail. */
  public boolean hasForGood(int rdd, int partition) {
    Placed found = keeps(rdd) ? find(rdd, partition) : null;
    return found != null && found.stored().forGood();
  }

  /** Whether the records of a partition are in memory as they are, at nobody else's cost. */
  public boolean hasObjects(int rdd, int partition) {
    Placed found = keeps(rdd) ? find(rdd, partition) : null;
    return found != null && found.block() instanceof ObjectBlock;
  }

  /** Whether all partitions of an RDD are kept now. */
  public boolean hasAll(Recomputable rdd) {
    if (!keeps(rdd.id())) {
      return false;
    }
    for (int partition = 0; partition < rdd.partitions(); partition++) {
      if (!has(rdd.id(), partition)) {
        return false;
      }
    }
    return true;
  }

  /** The number of the node that keeps a partition, or -1. */
  public int nodeOf(int rdd, int partition) {
    Placed found = keeps(rdd) ? find(rdd, partition) : null;
    return found == null ? -1 : found.block().node().number();
  }

  /** Partitions dropped from memory to make room since the last call. */
  public long takeEvicted() {
    return evicted.getAndSet(0);
  }

  /** What is kept of an RDD now. May list files, as {@link Recomputable#partitions} does. */
  public StorageStatus status(Recomputable rdd) {
    Set<Integer> partitions = new HashSet<>();
    long inMemory = 0;
    long onDisk = 0;
    for (Placed each : blocks.of(rdd.id())) {
      partitions.add(each.place().partition());
      inMemory += each.block().memoryBytes();
      onDisk += each.block().diskBytes();
    }
    return new StorageStatus(
        rdd.id(),
        rdd.name(),
        level(rdd.id()),
        rdd.partitions(),
        partitions.size(),
        inMemory,
        onDisk);
  }

  /** What is kept of each RDD that has a level and that a task has computed, by number. */
  public List<StorageStatus> status() {
    // Entries, not keys: what the program forgets meanwhile has no value any more.
    return rdds.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .map(WeakReference::get)
        .filter(Objects::nonNull)
        .map(this::status)
        .toList();
  }

  /**
   * Hands over a partition: the kept one, else computed and, if it fits, kept. A task that only
   * looks at records keeps none: what it reads does not count, and then nobody's reading would.
   *
   * @throws IOException if a source cannot be read or is malformed, or a file cannot be written
   * @throws FetchFailure if what a map task had published is lost, or a kept file shows its damage
   *     only after some of its records were handed over
   */
  public void push(
      Recomputable rdd,
      int partition,
      Recomputable.Computation computation,
      TaskResources context,
      Collector out)
      throws IOException, FetchFailure {
    for (Placed found = find(rdd.id(), partition);
        found != null;
        found = find(rdd.id(), partition)) {
      if (handOver(found, rdd, context, out)) {
        context.count(Measure.CACHE_HITS, 1);
        return;
      }
    }
    StorageLevel level = level(rdd.id());
    if (!context.counts() || !level.isValid()) {
      computation.push(out);
      return;
    }
    rdds.computeIfAbsent(rdd.id(), id -> new WeakReference<>(rdd));
    context.task().fault("cache.put");
    try (BlockBuilder builder = new BlockBuilder(rdd, partition, level, context, out)) {
      computation.push(builder);
      Block built = builder.build();
      if (built != null && add(new Placed(new Place(rdd.id(), partition, 0), built), context)) {
        builder.keep();
        long records = built.records();
        context.task().beforeAccepted(() -> checkCount(rdd, partition, records));
        replicate(rdd, partition, built, level, context);
        context.count(Measure.CACHED_PARTITIONS, 1);
        context.count(Measure.CACHED_BYTES, built.memoryBytes());
      }
      builder.rethrow();
    }
  }

  /** Throws on the thread that runs the job: nothing is tried again. */
  private void checkCount(Recomputable rdd, int partition, long records) {
    if (keeps(rdd.id())) {
      counts
          .changed(rdd.id(), partition, records)
          .ifPresent(
              before -> {
                lose(rdd.id(), partition);
                throw new JobFailed(
                    "job %s: %s, kept partition %d: %s"
                        .formatted(cluster.job(), rdd, partition, changed(before, records)));
              });
    }
  }

  private static String changed(long before, long records) {
    return "it had "
        + before
        + " records and has "
        + records
        + " now that it was computed again, beside others that were kept: a function on the way to"
        + " it is not deterministic; a level with files or a checkpoint keeps what came first";
  }

  /** Returns false if the block was lost, and nothing of it was handed over. */
  private boolean handOver(Placed found, Recomputable rdd, TaskResources context, Collector out)
      throws FetchFailure {
    try {
      try {
        context.task().fault("cache.get");
      } catch (IOException e) {
        throw new LostBlock(0, e);
      }
      context.reading(groupsOf(found));
      found.block().push(cluster.files(), context.task()::checkStopped, out);
      return true;
    } catch (LostBlock e) {
      if (blocks.replace(found, null)) {
        discard(List.of(found.block()));
      }
      String which = rdd + ", kept partition " + found.place().partition();
      cluster.log().warn(which + " is lost: " + Failures.describe(e.getCause()));
      if (e.handedOver > 0) {
        throw new FetchFailure(KEPT + rdd.name(), found.place().partition(), e.getCause());
      }
      return false;
    }
  }

  /**
   * The groups that whoever reads a block may refer to. Those of a block that lacks one, and that
   * nothing could make again, nobody takes care of: who reads it would be lost as often as it is
   * made.
   */
  private SpilledGroups groupsOf(Placed found) throws LostBlock {
    SpilledGroups groups = found.block().spilled();
    if (groups.readable()) {
      return groups;
    }
    if (canBeComputed(found.place().rdd())) {
      throw new LostBlock(0, new IOException("a group that it refers to cannot be read"));
    }
    return SpilledGroups.NONE;
  }

  /** Whether a unit of a fetch failure is a kept RDD: what is lost has been dropped already. */
  public static boolean isKept(String unit) {
    return unit.startsWith(KEPT);
  }

  /** Somebody else may have been first, or the node or the wish to keep it may be gone. */
  private boolean add(Placed placed, TaskResources context) {
    boolean added = keeps(placed.place().rdd()) && blocks.add(placed);
    if (added) {
      // What a failed attempt has read does not count; its retry must read again, not find this.
      Stored stored = placed.stored();
      context.task().onAbort(() -> drop(stored));
      context.task().onAccepted(stored::accept);
      if (!keeps(placed.place().rdd()) && blocks.replace(placed, null)) {
        return false; // the wish went between the first look and the second: the caller drops it
      }
    }
    return added;
  }

  /** What a task has stored, also if it was moved to a file since. */
  @SuppressWarnings("ReferenceEquality") // a token
  private void drop(Stored stored) {
    discard(blocks.remove(placed -> placed.stored() == stored));
  }

  private void replicate(
      Recomputable rdd, int partition, Block built, StorageLevel level, TaskResources context)
      throws IOException {
    int copy = 1;
    RecordForm form = RecordForm.of(rdd.shape());
    for (Node node : copies.neighbours(built.node(), level.replication() - 1)) {
      Block other = copy(built, node, rdd, form, level);
      if (other != null
          && !add(new Placed(new Place(rdd.id(), partition, copy++), other), context)) {
        discard(List.of(other));
      }
    }
  }

  /** A copy that fails because nobody wants it any more is none, and no fault of its task. */
  private Block copy(Block built, Node node, Recomputable rdd, RecordForm form, StorageLevel level)
      throws IOException {
    try {
      return copies.copy(built, node, rdd.id(), form, level);
    } catch (IOException e) {
      if (keeps(rdd.id()) && node.alive()) {
        throw e;
      }
      return null;
    }
  }

  /** Holds no lock: the files that it writes may be slow. */
  private long evict(long wanted, int except) {
    List<Placed> chosen = new ArrayList<>(); // each once: one that stays must not hide others
    long freed = 0;
    try {
      List<Placed> next = blocks.chooseOldest(wanted, except);
      while (!next.isEmpty()) {
        chosen.addAll(next);
        for (Placed victim : next) {
          freed += evict(victim);
        }
        next = freed < wanted ? blocks.chooseOldest(wanted - freed, except) : List.of();
      }
      return freed;
    } finally {
      chosen.forEach(blocks::left);
    }
  }

  private long evict(Placed victim) {
    Block fallen = fallen(victim);
    if (fallen == victim.block()) {
      return 0; // it cannot be moved now, and stays
    }
    if (blocks.replace(victim, fallen)) {
      evicted.incrementAndGet();
      return victim.block().memoryBytes();
    }
    if (fallen != null) {
      discard(List.of(fallen));
    }
    return 0;
  }

  /**
   * The block in a file, if its level has files; null if it has none, or cannot be written. What
   * nothing could make again stays in memory then. A task that is told to stop while it makes room
   * is no reason to lose what others have kept.
   */
  private Block fallen(Placed victim) {
    Recomputable rdd = reachable(victim.place().rdd());
    if (rdd == null || !level(rdd.id()).useDisk()) {
      return null;
    }
    try {
      RecordForm form = RecordForm.of(rdd.shape());
      return copies.inFile(victim.block(), victim.block().node(), form);
    } catch (IOException | RuntimeException | Error e) { // who makes room has no part in it
      if (Thread.currentThread().isInterrupted()) {
        return victim.block();
      }
      String why = Failures.describe(e);
      cluster.log().warn(rdd + ", a kept partition cannot be moved to disk: " + why);
      if (rdd.canBeComputed()) {
        return null;
      }
      victim.stored().stick();
      return victim.block();
    }
  }
}
