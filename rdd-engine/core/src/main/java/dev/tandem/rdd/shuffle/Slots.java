package dev.tandem.rdd.shuffle;

/** The places of a hash table, for those who read it out. A slot holds a key or nothing. */
interface Slots {
  /** Number of keys. */
  int size();

  /** Number of slots. */
  int capacity();

  /** Whether there is a key at a slot. */
  boolean used(int slot);

  /** The key at a used slot. */
  Object keyAt(int slot);

  /** The hash of the key at a used slot: that of the codec, which decides the partition. */
  int hashAt(int slot);

  /**
   * What tells the key at a used slot from others ({@link dev.tandem.contract.io.Codecs#identity}).
   */
  Object identityAt(int slot);
}
