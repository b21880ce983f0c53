package dev.tandem.rdd.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where and in what form the partitions of an RDD are kept, with the names and meanings of Spark's
 * {@code org.apache.spark.api.java.StorageLevels}. Immutable.
 *
 * <p>Two things differ. A further copy ({@code _2}, {@code _3}) goes to the next live nodes of this
 * process: it outlives the loss of a node, as in Spark, and takes its bytes of the one budget. And
 * {@link #OFF_HEAP} keeps serialised bytes on the heap: this engine has one budget, for the heap,
 * and memory outside of it would be memory that no figure shows.
 *
 * @param useDisk whether a partition may be, or is at once, in a file of its node
 * @param useMemory whether it may be in memory
 * @param useOffHeap whether that memory should be outside of the heap; see above
 * @param deserialized whether memory holds the records themselves; else their bytes
 * @param replication nodes that keep a copy, from 1 on
 */
public record StorageLevel(
    boolean useDisk, boolean useMemory, boolean useOffHeap, boolean deserialized, int replication) {
  /** Nothing is kept. */
  public static final StorageLevel NONE = create(false, false, false, false, 1);

  /** Files only. */
  public static final StorageLevel DISK_ONLY = create(true, false, false, false, 1);

  /** Files on two nodes. */
  public static final StorageLevel DISK_ONLY_2 = create(true, false, false, false, 2);

  /** Files on three nodes. */
  public static final StorageLevel DISK_ONLY_3 = create(true, false, false, false, 3);

  /** Records in memory; what does not fit is computed again. */
  public static final StorageLevel MEMORY_ONLY = create(false, true, false, true, 1);

  /** Records in memory of two nodes. */
  public static final StorageLevel MEMORY_ONLY_2 = create(false, true, false, true, 2);

  /** Bytes in memory: smaller, and decoded each time they are read. */
  public static final StorageLevel MEMORY_ONLY_SER = create(false, true, false, false, 1);

  /** Bytes in memory of two nodes. */
  public static final StorageLevel MEMORY_ONLY_SER_2 = create(false, true, false, false, 2);

  /** Records in memory; what does not fit goes to files. */
  public static final StorageLevel MEMORY_AND_DISK = create(true, true, false, true, 1);

  /** The same on two nodes. */
  public static final StorageLevel MEMORY_AND_DISK_2 = create(true, true, false, true, 2);

  /** Bytes in memory; what does not fit goes to files. */
  public static final StorageLevel MEMORY_AND_DISK_SER = create(true, true, false, false, 1);

  /** The same on two nodes. */
  public static final StorageLevel MEMORY_AND_DISK_SER_2 = create(true, true, false, false, 2);

  /** As {@link #MEMORY_AND_DISK_SER}: there is no memory outside of the heap here. */
  public static final StorageLevel OFF_HEAP = create(true, true, true, false, 1);

  private static final int MOST_COPIES = 39;

  /** By name, in Spark's order. */
  private static final Map<String, StorageLevel> NAMED =
      Map.ofEntries(
          Map.entry("NONE", NONE),
          Map.entry("DISK_ONLY", DISK_ONLY),
          Map.entry("DISK_ONLY_2", DISK_ONLY_2),
          Map.entry("DISK_ONLY_3", DISK_ONLY_3),
          Map.entry("MEMORY_ONLY", MEMORY_ONLY),
          Map.entry("MEMORY_ONLY_2", MEMORY_ONLY_2),
          Map.entry("MEMORY_ONLY_SER", MEMORY_ONLY_SER),
          Map.entry("MEMORY_ONLY_SER_2", MEMORY_ONLY_SER_2),
          Map.entry("MEMORY_AND_DISK", MEMORY_AND_DISK),
          Map.entry("MEMORY_AND_DISK_2", MEMORY_AND_DISK_2),
          Map.entry("MEMORY_AND_DISK_SER", MEMORY_AND_DISK_SER),
          Map.entry("MEMORY_AND_DISK_SER_2", MEMORY_AND_DISK_SER_2),
          Map.entry("OFF_HEAP", OFF_HEAP));

  /** Checks the numbers. */
  public StorageLevel {
    if (replication < 1 || replication > MOST_COPIES) {
      throw new IllegalArgumentException(
          "replication is " + replication + ", it must be from 1 to " + MOST_COPIES);
    }
    if (useOffHeap && deserialized) {
      throw new IllegalArgumentException("off-heap storage is serialised");
    }
  }

  /** A level of one's own, in Spark's order of arguments. */
  public static StorageLevel create(
      boolean useDisk,
      boolean useMemory,
      boolean useOffHeap,
      boolean deserialized,
      int replication) {
    return new StorageLevel(useDisk, useMemory, useOffHeap, deserialized, replication);
  }

  /**
   * A level by the name of its constant: {@code MEMORY_AND_DISK_SER}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static StorageLevel fromString(String name) {
    StorageLevel level = NAMED.get(name);
    if (level == null) {
      throw new IllegalArgumentException("Invalid StorageLevel: " + name);
    }
    return level;
  }

  /** Whether anything is kept. */
  public boolean isValid() {
    return useMemory || useDisk;
  }

  /** The same, with files for what memory does not hold. */
  public StorageLevel withDisk() {
    return create(true, useMemory, useOffHeap, deserialized, replication);
  }

  /** Spark's words: {@code Disk Memory Deserialized 1x Replicated}. */
  public String description() {
    List<String> words = new ArrayList<>();
    if (useDisk) {
      words.add("Disk");
    }
    if (useMemory) {
      words.add(useOffHeap ? "Memory (off heap)" : "Memory");
    }
    words.add(deserialized ? "Deserialized" : "Serialized");
    words.add(replication + "x Replicated");
    return String.join(" ", words);
  }
}
