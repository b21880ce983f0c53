package dev.tandem.rdd.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/** Which blocks there are, in the order of their last use. Thread-safe. */
final class BlockMap {
  /**
   * Where a block belongs.
   *
   * @param rdd the number of the RDD
   * @param partition its partition
   * @param copy from 0; each on a node of its own
   */
  record Place(int rdd, int partition, int copy) {}

  /** A block and where it belongs. */
  record Placed(Place place, Block block) {}

  private final LinkedHashMap<Place, Block> blocks = new LinkedHashMap<>(16, 0.75f, true);

  /** Where somebody is about to drop the block, which may take long. */
  private final Set<Place> leaving = new HashSet<>();

  private volatile Consumer<BlockUpdate> listener = update -> {};

  /** From now on somebody is told of each change, in order. Must return at once. */
  void listen(Consumer<BlockUpdate> other) {
    listener = other;
  }

  /** The first copy of a partition that there is, or null. */
  synchronized Placed find(int rdd, int partition, int copies) {
    for (int copy = 0; copy < copies; copy++) {
      Place place = new Place(rdd, partition, copy);
      Block block = blocks.get(place);
      if (block != null) {
        return new Placed(place, block);
      }
    }
    return null;
  }

  /**
   * Puts a block where none is.
   *
   * @return false if somebody was first, or the block is lost with a node
   */
  synchronized boolean add(Place place, Block block) {
    boolean added = block.readable() && blocks.putIfAbsent(place, block) == null;
    if (added) {
      listener.accept(BlockUpdate.stored(place, block));
    }
    return added;
  }

  /**
   * Takes a block away, or puts another one in its place.
   *
   * @param with null for none
   * @return false if it is not there any more
   */
  @SuppressWarnings("ReferenceEquality") // an equal block of a retry is not this one
  synchronized boolean replace(Placed placed, Block with) {
    if (blocks.get(placed.place()) != placed.block()) {
      return false;
    }
    if (with != null && with.readable()) {
      blocks.put(placed.place(), with);
      listener.accept(BlockUpdate.stored(placed.place(), with));
    } else {
      blocks.remove(placed.place());
      listener.accept(BlockUpdate.dropped(placed.place(), placed.block()));
    }
    return true;
  }

  /** Takes blocks away. */
  synchronized List<Block> remove(BiPredicate<Place, Block> which) {
    List<Block> removed = new ArrayList<>();
    for (Iterator<Map.Entry<Place, Block>> each = blocks.entrySet().iterator(); each.hasNext(); ) {
      Map.Entry<Place, Block> entry = each.next();
      if (which.test(entry.getKey(), entry.getValue())) {
        removed.add(entry.getValue());
        each.remove();
        listener.accept(BlockUpdate.dropped(entry.getKey(), entry.getValue()));
      }
    }
    return removed;
  }

  /**
   * Chooses the blocks in memory that have not been used for the longest time, to be dropped. They
   * can be read, and are not chosen again, until each has {@link #left}.
   *
   * @param wanted bytes
   * @param except an RDD whose blocks are left out
   * @return as many as are wanted, or all
   */
  synchronized List<Placed> chooseOldest(long wanted, int except) {
    List<Placed> found = new ArrayList<>();
    long bytes = 0;
    for (Map.Entry<Place, Block> entry : blocks.entrySet()) {
      if (bytes >= wanted) {
        break;
      }
      Place place = entry.getKey();
      boolean candidate = place.rdd() != except && entry.getValue().memoryBytes() > 0;
      if (candidate && leaving.add(place)) {
        found.add(new Placed(place, entry.getValue()));
        bytes += entry.getValue().memoryBytes();
      }
    }
    return found;
  }

  /** What was chosen to be dropped was dropped, or could not be. */
  synchronized void left(Placed placed) {
    leaving.remove(placed.place());
  }

  /** All blocks of an RDD. */
  synchronized List<Placed> of(int rdd) {
    return blocks.entrySet().stream()
        .filter(entry -> entry.getKey().rdd() == rdd)
        .map(entry -> new Placed(entry.getKey(), entry.getValue()))
        .toList();
  }
}
