package dev.tandem.rdd.shuffle;

import dev.tandem.contract.io.Digest;
import java.util.Arrays;

/**
 * Which records of a shuffle were used by the stages that are not over yet: a map task that is run
 * again and a task that has read what was there before it must agree with them. The version of an
 * output is the digest of its records; one without a digest agrees with every other. Guarded by the
 * store.
 */
final class UsedRecords {
  /** Of records that were used and that nobody has summed up. */
  private static final Digest UNSEEN = new Digest(-1, 0);

  /** By map task; null for what nobody has used. */
  private final Digest[] used;

  /** By map task: attempts that read records that nobody has summed up, and have not ended. */
  private final int[] readers;

  UsedRecords(int maps) {
    this.used = new Digest[maps];
    this.readers = new int[maps];
  }

  /** An attempt begins to read these outputs; null for those that are lost. */
  void begin(MapOutput[] read) {
    countReaders(read, 1);
  }

  /** It has ended, well or not. */
  void end(MapOutput[] read) {
    countReaders(read, -1);
  }

  private void countReaders(MapOutput[] read, int more) {
    for (int map = 0; map < read.length; map++) {
      if (read[map] != null && read[map].digest() == null) {
        readers[map] += more;
      }
    }
  }

  /** Whether other records of a map task have been used than those of an output. */
  boolean clashes(int map, MapOutput output) {
    return used[map] != null
        && !isUsedUnseen(map)
        && output.digest() != null
        && !used[map].equals(output.digest());
  }

  /** Whether records of a map task have been used that nobody has summed up, or may yet be. */
  boolean isUnseen(int map) {
    return isUsedUnseen(map) || used[map] == null && readers[map] > 0;
  }

  private boolean isUsedUnseen(int map) {
    return UNSEEN.equals(used[map]);
  }

  /** The records of a map task that have been used are taken to have been these. */
  void suppose(int map, Digest digest) {
    used[map] = isUnseen(map) ? digest : used[map];
  }

  /**
   * Of what a task has read, an output of each map task, a map task of which others have used other
   * records; -1 if there is none. Its outputs may have been replaced since.
   */
  int clash(MapOutput[] read) {
    for (int map = 0; map < read.length; map++) {
      if (read[map] != null && clashes(map, read[map])) {
        return map;
      }
    }
    return -1;
  }

  /** A task that is accepted has read these outputs, which clash with nothing. */
  void use(MapOutput[] read) {
    for (int map = 0; map < read.length; map++) {
      if (read[map] != null && (used[map] == null || isUsedUnseen(map))) {
        used[map] = read[map].digest() == null ? UNSEEN : read[map].digest();
      }
    }
  }

  /** All stages that have used something are over. */
  void forget() {
    Arrays.fill(used, null);
  }
}
