package dev.tandem.rdd.store;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.cluster.Node;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.MemoryBudget;
import dev.tandem.contract.plan.Collector;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.RddNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The partitions of reused RDDs, kept in memory as long as the budget allows: Spark's block manager
 * with the level MEMORY_ONLY. A partition is stored by the first task that computes it to its end;
 * one that does not fit, was evicted or was lost with its node is computed again from the lineage,
 * it alone.
 *
 * <p>Records are handed out as the same objects every time: a step that changes its input changes
 * what others see.
 *
 * <p>THREADING: safe. No lock is held while records are handed out or while memory is asked for.
 */
public final class PartitionStore {
  private record Place(int rdd, int partition) {}

  private final MemoryManager memory;
  private final Set<Integer> reused = ConcurrentHashMap.newKeySet();
  private final AtomicLong evicted = new AtomicLong();

  /** In the order of their last use; guarded by this map. */
  private final LinkedHashMap<Place, Block> blocks = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param budget what the run may use
   */
  public PartitionStore(MemoryBudget budget) {
    this.memory = new MemoryManager(budget, this::evict);
  }

  /** The run's memory, of which this is a part. */
  public MemoryManager memory() {
    return memory;
  }

  /** From now on the partitions of these RDDs are kept. */
  public void keep(Collection<Integer> rdds) {
    reused.addAll(rdds);
  }

  /** Whether the partitions of an RDD are to be kept. */
  public boolean keeps(int rdd) {
    return reused.contains(rdd);
  }

  /** Drops what is kept of an RDD, and keeps it no more. */
  public void release(int rdd) {
    reused.remove(rdd);
    remove(place -> place.rdd() == rdd, block -> true);
  }

  /** Forgets what a lost node has kept. */
  public void lose(Node node) {
    remove(place -> true, block -> block.node() == node);
  }

  private void remove(
      java.util.function.Predicate<Place> where, java.util.function.Predicate<Block> which) {
    long bytes = 0;
    synchronized (blocks) {
      for (Iterator<Map.Entry<Place, Block>> each = blocks.entrySet().iterator();
          each.hasNext(); ) {
        Map.Entry<Place, Block> entry = each.next();
        if (where.test(entry.getKey()) && which.test(entry.getValue())) {
          bytes += entry.getValue().bytes();
          each.remove();
        }
      }
    }
    memory.releaseStorage(bytes);
  }

  /** Whether a partition is in memory. */
  public boolean has(int rdd, int partition) {
    synchronized (blocks) {
      return blocks.containsKey(new Place(rdd, partition));
    }
  }

  /** Whether all partitions of an RDD are in memory. */
  public boolean hasAll(RddNode rdd) {
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
    synchronized (blocks) {
      Block block = blocks.get(new Place(rdd, partition));
      return block == null ? -1 : block.node().number();
    }
  }

  /** Partitions dropped to make room since the last call. */
  public long takeEvicted() {
    return evicted.getAndSet(0);
  }

  /**
   * Hands over a partition: from memory, else computed and, if it fits, kept. A task that only
   * looks at records keeps none: what it reads does not count, and then nobody's reading would.
   *
   * @throws IOException if a source cannot be read or is malformed
   * @throws FetchFailure if what a map task had published is lost
   */
  @SuppressWarnings("ReferenceEquality") // an equal block of the retry is not this one
  public void push(RddNode rdd, int partition, ComputeContext context, Collector out)
      throws IOException, FetchFailure {
    Place place = new Place(rdd.id(), partition);
    Block block;
    synchronized (blocks) {
      block = blocks.get(place);
    }
    if (block != null) {
      context.count(Measure.CACHE_HITS, 1);
      block.push(context.task(), out);
      return;
    }
    if (!context.counts()) {
      rdd.compute(partition, context, out);
      return;
    }
    try (BlockBuilder builder = new BlockBuilder(rdd.id(), memory, out)) {
      rdd.compute(partition, context, builder);
      Block built = builder.build(context.task().node());
      if (built != null && add(place, built)) {
        builder.keep();
        // What a failed attempt has read does not count; its retry must read again, not find this.
        context.task().onAbort(() -> remove(place::equals, kept -> kept == built));
        context.count(Measure.CACHED_PARTITIONS, 1);
        context.count(Measure.CACHED_BYTES, built.bytes());
      }
    }
  }

  /** Somebody else may have been first, or the node or the wish to keep it may be gone. */
  private boolean add(Place place, Block block) {
    synchronized (blocks) {
      return block.node().alive() && keeps(place.rdd()) && blocks.putIfAbsent(place, block) == null;
    }
  }

  private long evict(long wanted, int except) {
    long freed = 0;
    synchronized (blocks) {
      Iterator<Map.Entry<Place, Block>> oldest = blocks.entrySet().iterator();
      while (freed < wanted && oldest.hasNext()) {
        Map.Entry<Place, Block> entry = oldest.next();
        if (entry.getKey().rdd() != except) {
          freed += entry.getValue().bytes();
          oldest.remove();
          evicted.incrementAndGet();
        }
      }
    }
    return freed;
  }
}
