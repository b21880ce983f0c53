package dev.tandem.rdd.shuffle;

/**
 * No twin of Slots of the MapReduce engine, which are the accounting of a sort buffer.
 *
 * <p>The places of a hash table, for those who read it out. A slot holds a key or nothing.
 */
interface Slots {
  /** Number of keys. */
  int size();

  /**
   * The used slots, in the order in which they are read out: that of the keys where the table keeps
   * it ({@link Homes}), else one in which memory is read from front to back.
   */
  int[] inOrder();

  /** The key at a used slot. */
  Object keyAt(int slot);

  /** The hash of the key at a used slot: that of the codec, which decides the partition. */
  int hashAt(int slot);

  /**
   * What tells the key at a used slot from others ({@link dev.tandem.contract.io.Codecs#identity}).
   */
  Object identityAt(int slot);
}
