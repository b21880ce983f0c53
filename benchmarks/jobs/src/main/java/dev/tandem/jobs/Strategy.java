package dev.tandem.jobs;

import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import java.util.Locale;

/** How the rows of two tables that have the same key meet. */
enum Strategy {
  /** Both tables are shuffled by key. */
  SHUFFLE,

  /**
   * The right table, which must fit in memory, goes to every node; the left one stays where it is
   * (a fragment-replicate join, Hadoop's map-side join). Each task sees all right rows but only
   * some left ones, so that nobody knows which right rows never match.
   */
  BROADCAST;

  static final Param<String> STRATEGY =
      Param.choice(
          "strategy",
          "shuffle",
          "how rows with the same key meet; broadcast sends the right table, the smaller one, to"
              + " all nodes",
          "shuffle",
          "broadcast");
  static final Param<String> NULL_KEYS =
      Param.choice(
          "null-keys", "match", "whether keys that are empty or \\N match", "match", "never");

  /** What was asked for. */
  static Strategy of(JobArgs args) {
    return valueOf(args.get(STRATEGY).toUpperCase(Locale.ROOT));
  }

  /** Whether keys that are empty or {@code \N} match. */
  static boolean nullsMatch(JobArgs args) {
    return args.get(NULL_KEYS).equals("match");
  }

  /**
   * Refuses what this strategy cannot do.
   *
   * @throws IllegalArgumentException for a broadcast that would have to know which right rows never
   *     match
   */
  void check(Matches.Type type) {
    if (this == BROADCAST && type.keepsRight()) {
      throw new IllegalArgumentException(
          "type="
              + type.name().toLowerCase(Locale.ROOT)
              + " keeps right rows that never match, and with strategy=broadcast no task sees all"
              + " left rows; use strategy=shuffle, or swap the tables and ask for type=left");
    }
  }
}
