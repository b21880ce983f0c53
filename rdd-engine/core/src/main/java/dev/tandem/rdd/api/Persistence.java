package dev.tandem.rdd.api;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.run.Checkpoints;
import dev.tandem.rdd.store.BlockUpdate;
import dev.tandem.rdd.store.PartitionStore;
import dev.tandem.rdd.store.Reclaim;
import dev.tandem.rdd.store.StorageLevel;
import dev.tandem.rdd.store.StorageStatus;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What is kept of the RDDs of a context, and which of them are to be saved when an action has
 * computed them.
 */
final class Persistence {
  private final PartitionStore store;
  private final Checkpoints checkpoints;
  private final Labels labels;
  private final Map<Integer, WeakReference<RddLike<?>>> persistent = new ConcurrentSkipListMap<>();
  private final Map<RddNode, Kind> marked = Collections.synchronizedMap(new WeakHashMap<>());
  private final Map<RddNode, String> saved = Collections.synchronizedMap(new WeakHashMap<>());
  private final Map<Integer, Integer> numbers = new ConcurrentHashMap<>();
  private final Events events;
  private volatile String folder;

  private enum Kind {
    FILES,
    LOCAL
  }

  Persistence(PartitionStore store, Checkpoints checkpoints, Labels labels, Events events) {
    this.labels = labels;
    this.events = events;
    this.store = store;
    this.checkpoints = checkpoints;
    store.listen(this::updated);
  }

  /** The store knows operations; a program knows RDDs. */
  private void updated(BlockUpdate block) {
    Integer rdd = numbers.get(block.rdd());
    if (rdd != null) {
      events.blockUpdated(
          new RddListener.BlockUpdated(
              rdd, block.partition(), block.node(), block.memoryBytes(), block.diskBytes()));
    }
  }

  /** A level that is said after a local checkpoint replaces that one's, as in Spark. */
  void persist(RddLike<?> rdd, StorageLevel level) {
    if (isLocal(rdd.node)) {
      store.widen(rdd.node.id(), level.withDisk());
    } else {
      store.persist(rdd.node.id(), level);
    }
    if (store.keeps(rdd.node.id())) {
      list(rdd);
    }
  }

  /** Whether what nodes keep of an RDD is its checkpoint, or will be. */
  private boolean isLocal(RddNode rdd) {
    return rdd.checkpoint() == null ? marked.get(rdd) == Kind.LOCAL : !rdd.canBeComputed();
  }

  /** From now on an RDD is one of those that are kept. */
  private void list(RddLike<?> rdd) {
    int node = rdd.node.id();
    int id = rdd.id();
    numbers.put(node, id);
    if (persistent.put(id, new WeakReference<>(rdd)) == null) {
      Reclaim.after(rdd.node, () -> forget(node, id));
    }
  }

  /** The program cannot reach an RDD any more: as if it had unpersisted it. */
  private void forget(int node, int id) {
    store.release(node);
    persistent.remove(id);
    numbers.remove(node);
  }

  void unpersist(RddLike<?> rdd) {
    store.release(rdd.node.id());
    persistent.remove(rdd.id());
    events.unpersisted(rdd.id());
  }

  StorageLevel level(RddNode rdd) {
    return store.level(rdd.id());
  }

  /** By number. */
  Map<Integer, RddLike<?>> persistent() {
    Map<Integer, RddLike<?>> reachable = new TreeMap<>();
    persistent.forEach(
        (id, weak) -> {
          RddLike<?> rdd = weak.get();
          if (rdd != null) {
            reachable.put(id, rdd);
          }
        });
    return Collections.unmodifiableMap(reachable);
  }

  /** What is kept now of each RDD that has something kept, by number. */
  List<StorageStatus> status() {
    return persistent().values().stream()
        .map(rdd -> labelled(rdd, store.status(rdd.node)))
        .filter(status -> status.cached() > 0)
        .toList();
  }

  private StorageStatus labelled(RddLike<?> rdd, StorageStatus of) {
    return new StorageStatus(
        rdd.id(),
        rdd.name(),
        of.level(),
        of.partitions(),
        of.cached(),
        of.memoryBytes(),
        of.diskBytes());
  }

  void setFolder(String path) {
    folder = path.replaceAll("/+$", "") + "/" + UUID.randomUUID();
  }

  Optional<String> folder() {
    return Optional.ofNullable(folder);
  }

  void checkpoint(RddNode rdd) {
    if (folder == null) {
      throw new IllegalStateException("Checkpoint directory has not been set in the RddContext");
    }
    if (rdd.checkpoint() == null) {
      marked.putIfAbsent(rdd, Kind.FILES);
    }
  }

  /**
   * As Spark does, it persists the RDD: where nothing is said, in memory and in files. Of two kinds
   * of checkpoints this one counts, whichever comes first.
   */
  void localCheckpoint(RddLike<?> rdd) {
    if (rdd.node.checkpoint() == null) {
      marked.put(rdd.node, Kind.LOCAL);
      checkpoints.keepLocally(rdd.node);
      list(rdd);
    }
  }

  Optional<String> checkpointFile(RddNode rdd) {
    return Optional.ofNullable(saved.get(rdd));
  }

  /**
   * A job has ended: saves what was marked among the RDDs that it has computed, but nothing behind
   * one that is saved.
   *
   * @throws JobFailed if that fails
   */
  void jobEnded(RddNode last) {
    if (marked.isEmpty()) {
      return;
    }
    Set<RddNode> seen = new HashSet<>();
    Deque<RddNode> open = new ArrayDeque<>();
    open.push(last);
    while (!open.isEmpty()) {
      RddNode next = open.pop();
      if (!seen.add(next)) {
        continue;
      }
      Kind kind = marked.remove(next);
      if (kind != null) {
        save(next, kind);
      } else {
        next.parents().forEach(open::push);
      }
    }
  }

  private void save(RddNode rdd, Kind kind) {
    if (kind == Kind.LOCAL) {
      checkpoints.cutLocally(rdd, labels.of(rdd).describe());
      labels.show(rdd.checkpoint(), "LocalCheckpointRDD");
    } else {
      String path = folder + "/rdd-" + rdd.id();
      checkpoints.write(rdd, path);
      saved.put(rdd, path);
      labels.show(rdd.checkpoint(), "ReliableCheckpointRDD");
    }
  }
}
