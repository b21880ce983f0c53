package dev.tandem.rdd.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

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

  /**
   * A block and where it belongs.
   *
   * @param stored tells what one task has stored from what others have, also once it was moved
   */
  record Placed(Place place, Block block, Stored stored) {
    /** What a task has made. */
    Placed(Place place, Block block) {
      this(place, block, new Stored());
    }
  }

  /**
   * That a task has stored something, and whether it was accepted: until then it may take it back.
   */
  static final class Stored {
    private volatile boolean forGood;
    private volatile boolean sticks;

    /** The task was accepted. */
    void accept() {
      forGood = true;
    }

    /** Whether nobody takes it back. */
    boolean forGood() {
      return forGood;
    }

    /** It cannot be moved out of memory: nobody tries again. */
    void stick() {
      sticks = true;
    }

    private boolean sticks() {
      return sticks;
    }
  }

  private final LinkedHashMap<Place, Placed> blocks = new LinkedHashMap<>(16, 0.75f, true);

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
      Placed found = blocks.get(new Place(rdd, partition, copy));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * Puts a block where none is.
   *
   * @return false if somebody was first, or the block is lost with a node
   */
  synchronized boolean add(Placed placed) {
    boolean added = placed.block().readable() && blocks.putIfAbsent(placed.place(), placed) == null;
    if (added) {
      listener.accept(BlockUpdate.stored(placed.place(), placed.block()));
    }
    return added;
  }

  /**
   * Takes a block away, or puts another one in its place.
   *
   * @param with null for none
   * @return false if it is not there any more
   */
  @SuppressWarnings("ReferenceEquality") // the very one, not an equal one of a retry
  synchronized boolean replace(Placed placed, Block with) {
    if (blocks.get(placed.place()) != placed) {
      return false;
    }
    if (with != null && with.readable()) {
      blocks.put(placed.place(), new Placed(placed.place(), with, placed.stored()));
      listener.accept(BlockUpdate.stored(placed.place(), with));
    } else {
      blocks.remove(placed.place());
      listener.accept(BlockUpdate.dropped(placed.place(), placed.block()));
    }
    return true;
  }

  /** Takes blocks away. */
  synchronized List<Block> remove(Predicate<Placed> which) {
    List<Block> removed = new ArrayList<>();
    for (Iterator<Placed> each = blocks.values().iterator(); each.hasNext(); ) {
      Placed placed = each.next();
      if (which.test(placed)) {
        removed.add(placed.block());
        each.remove();
        listener.accept(BlockUpdate.dropped(placed.place(), placed.block()));
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
   * @return as many as are wanted, or all that can go
   */
  synchronized List<Placed> chooseOldest(long wanted, int except) {
    List<Placed> found = new ArrayList<>();
    long bytes = 0;
    for (Placed placed : blocks.values()) {
      if (bytes >= wanted) {
        break;
      }
      Place place = placed.place();
      boolean candidate =
          place.rdd() != except && placed.block().memoryBytes() > 0 && !placed.stored().sticks();
      if (candidate && leaving.add(place)) {
        found.add(placed);
        bytes += placed.block().memoryBytes();
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
    return blocks.values().stream().filter(placed -> placed.place().rdd() == rdd).toList();
  }
}
