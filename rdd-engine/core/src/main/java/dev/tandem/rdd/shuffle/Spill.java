package dev.tandem.rdd.shuffle;

/** What a table does when it is refused more memory. */
@FunctionalInterface
interface Spill {
  /** Puts the content elsewhere and clears the table. */
  void spill();
}
