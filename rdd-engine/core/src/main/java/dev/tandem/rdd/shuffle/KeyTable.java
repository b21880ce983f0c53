package dev.tandem.rdd.shuffle;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.EncodedKey;
import dev.tandem.contract.io.Input;
import dev.tandem.rdd.store.MemoryManager.Claim;
import dev.tandem.rdd.store.SizeSampler;
import java.util.Arrays;

/**
 * Distinct keys with their hashes: open addressing, linear probing, a load of at most a half.
 * Subclasses keep what belongs to a key in arrays of their own, at the same slots.
 *
 * <p>A probe compares stored hashes first and touches a key only where all 32 bits agree; growing
 * never asks a key for its hash again. The home slot is the upper bits of {@code hash * multiplier}
 * (Fibonacci hashing: Knuth, The Art of Computer Programming 3, 6.4), with another multiplier for
 * each table: entries taken from one table in slot order and put into a smaller table with the same
 * home slots would pile up in one cluster, which is quadratic.
 *
 * <p>Keys that are whole numbers are kept as such beside the objects, in the place of their hashes:
 * a probe then touches no key at all.
 *
 * <p>A key is kept as its identity ({@link Codecs#identity}): the key itself, or its bytes where
 * {@code equals} does not agree with them.
 */
abstract class KeyTable {
  private static final int FIRST_CAPACITY = 64;
  private static final int GREATEST_CAPACITY = 1 << 30;
  private static final int GOLDEN = 0x9E3779B1;

  private final Codec<Object> codec;
  private final boolean plainKeys;
  private final boolean longKeys;
  private final boolean intKeys;
  private final int multiplier;
  private final Claim claim;
  private final Spill spill;
  private final SizeSampler keySizes = new SizeSampler();
  private final Input input = new Input();

  private Object[] keys;

  /** The hash of each key; null where the keys are numbers. */
  private int[] hashes;

  /** The number that each key is; null where keys are something else. */
  private long[] numbers;

  private int capacity;
  private int shift;
  private int limit;
  private int size;
  private long extraBytes;

  /** What a table does when it is refused more memory. */
  @FunctionalInterface
  interface Spill {
    /** Puts the content elsewhere and clears the table. */
    void spill();
  }

  /**
   * @param codec of the keys
   * @param salt tells this table's home slots from those of the tables that feed it
   * @param claim the memory that it may take
   * @param spill called when it may not take more
   */
  KeyTable(Codec<Object> codec, int salt, Claim claim, Spill spill) {
    this.codec = codec;
    this.plainKeys = codec.agreesWithEquals();
    this.longKeys = codec.equals(Codecs.LONG);
    this.intKeys = codec.equals(Codecs.INTEGER);
    this.multiplier = GOLDEN * (2 * salt + 1) | 1;
    this.claim = claim;
    this.spill = spill;
  }

  /** Must be called by the constructor of the subclass, when its own fields are set. */
  final void start() {
    allocate(FIRST_CAPACITY);
  }

  private void allocate(int slots) {
    capacity = slots;
    shift = Integer.numberOfLeadingZeros(slots) + 1;
    limit = slots / 2;
    keys = new Object[slots];
    if (longKeys || intKeys) {
      numbers = new long[slots];
    } else {
      hashes = new int[slots];
    }
    allocateValues(slots);
  }

  /** Makes empty arrays for what belongs to the keys. */
  abstract void allocateValues(int slots);

  /**
   * Moves what belongs to a key; {@code old} is what {@link #values} gave before {@link
   * #allocateValues}.
   */
  abstract void move(Object old, int from, int to);

  /** The arrays that {@link #allocateValues} made. */
  abstract Object values();

  /** Bytes of a slot in the subclass's arrays. */
  abstract int bytesPerSlot();

  /** Number of keys. */
  final int size() {
    return size;
  }

  /** Number of slots. */
  final int capacity() {
    return capacity;
  }

  /** The identity of the key at a slot; null where there is none. */
  final Object identityAt(int slot) {
    return keys[slot];
  }

  /** The hash of the key at a slot. */
  final int hashAt(int slot) {
    return hash(hashes, numbers, slot);
  }

  private int hash(int[] someHashes, long[] someNumbers, int slot) {
    if (someNumbers == null) {
      return someHashes[slot];
    }
    return longKeys ? Long.hashCode(someNumbers[slot]) : (int) someNumbers[slot];
  }

  /** The key at a slot. */
  final Object keyAt(int slot) {
    return keyOf(keys[slot]);
  }

  /** The key of an identity. */
  final Object keyOf(Object identity) {
    if (plainKeys || !(identity instanceof EncodedKey encoded)) {
      return identity;
    }
    input.reset(encoded.bytes(), 0, encoded.bytes().length);
    return codec.read(input);
  }

  /** What is compared for a key. */
  final Object identity(Object key) {
    return plainKeys ? key : Codecs.identity(codec, key);
  }

  /** The key's own hash, which also decides its partition. */
  final int hash(Object key) {
    return codec.hash(key);
  }

  /** The slot of a key, which is added if it is new. Slots are valid until the next call. */
  final int slot(Object identity, int hash) {
    int slot = find(identity, hash);
    return slot >= 0 ? slot : add(identity, hash, ~slot);
  }

  /**
   * The slot at which a probe begins. Hashes of numbers in text are all alike: one multiplication
   * would leave them in clusters.
   */
  private int home(int hash) {
    int h = hash * multiplier;
    return (h ^ h >>> 15) * GOLDEN >>> shift;
  }

  /** The slot of a key, or the complement of the free slot where it belongs. */
  private int find(Object identity, int hash) {
    return numbers == null
        ? findObject(identity, hash)
        : findNumber(((Number) identity).longValue(), hash);
  }

  /** Zero is a number and a free slot's content too. */
  private int findNumber(long number, int hash) {
    long[] stored = numbers;
    int mask = capacity - 1;
    int slot = home(hash);
    while (true) {
      long other = stored[slot];
      if (other == number && (number != 0 || keys[slot] != null)) {
        return slot;
      }
      if (other == 0 && keys[slot] == null) {
        return ~slot;
      }
      slot = slot + 1 & mask;
    }
  }

  private int findObject(Object identity, int hash) {
    int[] stored = hashes;
    int mask = capacity - 1;
    int slot = home(hash);
    while (true) {
      int other = stored[slot];
      if (other == hash) {
        Object key = keys[slot];
        if (key == identity) {
          return slot;
        }
        if (key == null) {
          return ~slot;
        }
        if (key.equals(identity)) {
          return slot;
        }
      } else if (other == 0 && keys[slot] == null) {
        return ~slot;
      }
      slot = slot + 1 & mask;
    }
  }

  private int add(Object identity, int hash, int free) {
    int slot = free;
    if (size == limit) {
      makeRoom();
      slot = ~find(identity, hash);
    } else if (size > 0 && !claim.hold(bytes())) {
      spill.spill();
      slot = ~find(identity, hash);
    }
    keys[slot] = identity;
    if (numbers == null) {
      hashes[slot] = hash;
    } else {
      numbers[slot] = ((Number) identity).longValue();
    }
    size++;
    keySizes.see(identity, null);
    added(slot);
    return slot;
  }

  /** A key was added: what belongs to it starts here. */
  abstract void added(int slot);

  private void makeRoom() {
    if (capacity < GREATEST_CAPACITY && claim.hold(bytes() + 3L * capacity * slotBytes() / 2)) {
      grow();
    } else {
      spill.spill();
    }
  }

  private void grow() {
    Object[] oldKeys = keys;
    int[] oldHashes = hashes;
    long[] oldNumbers = numbers;
    Object oldValues = values();
    allocate(2 * capacity);
    int mask = capacity - 1;
    for (int from = 0; from < oldKeys.length; from++) {
      if (oldKeys[from] != null) {
        int to = home(hash(oldHashes, oldNumbers, from));
        while (keys[to] != null) {
          to = to + 1 & mask;
        }
        keys[to] = oldKeys[from];
        if (numbers == null) {
          hashes[to] = oldHashes[from];
        } else {
          numbers[to] = oldNumbers[from];
        }
        move(oldValues, from, to);
      }
    }
  }

  private int slotBytes() {
    return (numbers == null ? 8 : 12) + bytesPerSlot();
  }

  /** Estimated bytes of heap of all that the table holds. */
  final long bytes() {
    return (long) capacity * slotBytes() + keySizes.total() + extraBytes;
  }

  /** Estimated bytes of heap of the entries without the free slots between them. */
  final long compactBytes() {
    return (long) size * slotBytes() + keySizes.total() + extraBytes;
  }

  /** Counts bytes that the values have grown by, and spills if they may not. */
  final void grewBy(long bytes) {
    extraBytes += bytes;
    if (!claim.hold(bytes()) && size > 0) {
      spill.spill();
    }
  }

  /** Forgets everything and gives the memory back; the table can be filled again. */
  void clear() {
    if (capacity > FIRST_CAPACITY && (long) capacity * slotBytes() > 1 << 20) {
      allocate(FIRST_CAPACITY);
    } else {
      Arrays.fill(keys, null);
      if (numbers == null) {
        Arrays.fill(hashes, 0);
      } else {
        Arrays.fill(numbers, 0);
      }
      clearValues();
    }
    size = 0;
    extraBytes = 0;
    keySizes.restart();
    claim.release();
  }

  /** Resets the subclass's arrays where they are used again. */
  abstract void clearValues();
}
