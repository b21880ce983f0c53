package dev.tandem.mapreduce.shuffle;

import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The spills of one map task, and where their partitions stand: Hadoop's {@code indexCacheList}. A
 * spill of many partitions has a large index, and there are many spills; so no more of their
 * indexes are kept in memory than the task may ({@link SortSettings#indexCache}), and each later
 * spill gets an {@link IndexFile}, which is read back, and checked, when the spills are merged.
 *
 * <p>Used by one thread at a time.
 */
final class Spills {
  /** What Hadoop counts for a partition of an index. */
  private static final int BYTES = 24;

  private final FileStore files;
  private final int partitions;
  private final SortSettings settings;
  private final List<Spill> spills = new ArrayList<>();
  private long cached;

  /**
   * A spill.
   *
   * @param run null if its index is a file
   */
  private record Spill(String path, int origin, Run run) {}

  /**
   * @param files the task's storage
   * @param partitions that each spill has
   * @param settings say how many spills there may be, and how many of their indexes in memory
   */
  Spills(FileStore files, int partitions, SortSettings settings) {
    this.files = files;
    this.partitions = partitions;
    this.settings = settings;
  }

  /** How many there are. */
  int size() {
    return spills.size();
  }

  /**
   * Takes a spill.
   *
   * @throws IOException if there are more than the task may make, or the storage fails
   */
  void add(Run spill) throws IOException {
    if (cached < settings.indexCache()) {
      cached += (long) BYTES * partitions;
      spills.add(new Spill(spill.path(), spill.origin(), spill));
    } else {
      IndexFile.write(files, spill);
      spills.add(new Spill(spill.path(), spill.origin(), null));
    }
    if (settings.spillsAtMost() >= 0 && spills.size() > settings.spillsAtMost()) {
      throw new IOException(
          "the map task has written "
              + spills.size()
              + " spills, "
              + SortSettings.SPILLS
              + " allows "
              + settings.spillsAtMost()
              + "; give it a larger sort buffer or smaller splits");
    }
  }

  /**
   * All spills, in order, with their partitions.
   *
   * @throws IOException if the storage fails
   * @throws dev.tandem.contract.io.CorruptDataException if an index is damaged
   */
  List<Run> all() throws IOException {
    List<Run> runs = new ArrayList<>(spills.size());
    for (Spill spill : spills) {
      runs.add(
          spill.run() == null
              ? IndexFile.readAll(files, spill.path(), partitions, spill.origin())
              : spill.run());
    }
    return runs;
  }

  /** Deletes the files of indexes: the spills have been merged. */
  void deleteIndexes() throws IOException {
    for (Spill spill : spills) {
      if (spill.run() == null) {
        files.delete(IndexFile.pathOf(spill.path()));
      }
    }
  }
}
