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

  UsedRecords(int maps) {
    this.used = new Digest[maps];
  }

  /** Whether other records of a map task have been used than those of an output. */
  boolean clashes(int map, MapOutput output) {
    return used[map] != null
        && !isUnseen(map)
        && output.digest() != null
        && !used[map].equals(output.digest());
  }

  /** Whether records of a map task have been used that nobody has summed up. */
  boolean isUnseen(int map) {
    return UNSEEN.equals(used[map]);
  }

  /** The records of a map task that have been used are taken to have been these. */
  void suppose(int map, Digest digest) {
    used[map] = isUnseen(map) ? digest : used[map];
  }

  /**
   * A task that is accepted has read these outputs, one of each map task; they may have been
   * replaced since.
   *
   * @return a map task of which others have used other records; -1 if there is none
   */
  int use(MapOutput[] read) {
    for (int map = 0; map < read.length; map++) {
      if (clashes(map, read[map])) {
        return map;
      }
      if (used[map] == null || isUnseen(map)) {
        used[map] = read[map].digest() == null ? UNSEEN : read[map].digest();
      }
    }
    return -1;
  }

  /** All stages that have used something are over. */
  void forget() {
    Arrays.fill(used, null);
  }
}
