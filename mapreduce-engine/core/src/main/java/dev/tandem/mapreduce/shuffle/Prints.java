package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.runs.Fingerprint;

/**
 * What two runs of a map task are compared by; either number may be {@link Fingerprint#UNKNOWN}.
 *
 * @param emitted the fingerprint of what the map function emitted, where a combiner comes behind it
 *     and the output may be lost ({@link SortSettings#losable})
 * @param left the fingerprint of the records on disk; unknown where a combiner has seen them in
 *     several parts: where those end depends on the memory that other tasks have left, so the
 *     records of two runs may differ although the functions do not
 */
public record Prints(long emitted, long left) {
  /** Of a task that leaves no map output. */
  public static final Prints NONE = new Prints(Fingerprint.UNKNOWN, Fingerprint.UNKNOWN);

  /** Whether two runs are known to have emitted or left other records. */
  public boolean differ(Prints other) {
    return Fingerprint.differ(emitted, other.emitted) || Fingerprint.differ(left, other.left);
  }

  /** Each number that is unknown here is taken from those of an earlier run. */
  public Prints or(Prints before) {
    return new Prints(
        emitted == Fingerprint.UNKNOWN ? before.emitted : emitted,
        left == Fingerprint.UNKNOWN ? before.left : left);
  }
}
