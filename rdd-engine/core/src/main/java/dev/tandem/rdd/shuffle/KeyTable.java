package dev.tandem.rdd.shuffle;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.EncodedKey;
import dev.tandem.contract.io.Input;
import dev.tandem.rdd.store.MemoryManager.Claim;
import dev.tandem.rdd.store.SizeSampler;
import java.util.Arrays;

/**
 * Distinct keys with their hashes, in the order in which they came: slots are numbered from 0 on
 * without gaps. Whoever reads the table out goes through memory from front to back, and so through
 * what the keys brought along. Subclasses keep what belongs to a key in arrays of their own, at the
 * same slots.
 *
 * <p>Slots are found through an index: open addressing, linear probing, a load of at most a half. A
 * place of the index holds a hash and the number of a slot, so that a probe touches a key only
 * where all 32 bits agree; growing never asks a key for its hash again. Probes begin at the {@link
 * Homes} of the hashes.
 *
 * <p>Keys that are whole numbers are kept as such beside the objects: a probe then touches no key
 * at all.
 *
 * <p>A key is kept as its identity ({@link Codecs#identity}): the key itself, or its bytes where
 * {@code equals} does not agree with them.
 */
abstract class KeyTable implements Slots {
  private static final int FIRST_SLOTS = 32;
  private static final int GREATEST_SLOTS = 1 << 29;

  /** Of a slot: two places in the index, a hash, and the reference to the key. */
  private static final int BYTES_PER_SLOT = 2 * Long.BYTES + Integer.BYTES + 4;

  private final Codec<Object> codec;
  private final boolean plainKeys;
  private final boolean numberKeys;
  private final Claim claim;
  private final Spill spill;
  private final SizeSampler keySizes = new SizeSampler();
  private final Input input = new Input();

  /** A hash in the upper half, a slot + 1 in the lower one; 0 where the place is free. */
  private long[] index;

  private Object[] keys;
  private int[] hashes;

  /** The number that each key is; null where keys are something else. */
  private long[] numbers;

  private final Homes homes = new Homes(0);
  private int size;
  private long extraBytes;

  /** The slots that {@link #readAhead} has found, and their keys. */
  private final int[] found = new int[Feed.BATCH];

  private final Object[] candidates = new Object[Feed.BATCH];

  /** Nobody asks for it: it makes looking at places ahead of time something that has a result. */
  long seen;

  /**
   * @param codec of the keys
   * @param claim the memory that it may take
   * @param spill called when it may not take more
   */
  KeyTable(Codec<Object> codec, Claim claim, Spill spill) {
    this.codec = codec;
    this.plainKeys = codec.agreesWithEquals();
    this.numberKeys = NumberTable.keeps(codec);
    this.claim = claim;
    this.spill = spill;
  }

  /** Must be called by the constructor of the subclass, when its own fields are set. */
  final void start() {
    keys = new Object[0];
    hashes = new int[0];
    numbers = numberKeys ? new long[0] : null;
    resizeValues(0);
    resize(FIRST_SLOTS, new Homes.Range());
  }

  /**
   * Makes place for more keys.
   *
   * @param coming hashes of keys that will be added; those that are here are added to them
   */
  private void resize(int slots, Homes.Range coming) {
    keys = Arrays.copyOf(keys, slots);
    hashes = Arrays.copyOf(hashes, slots);
    numbers = numberKeys ? Arrays.copyOf(numbers, slots) : null;
    resizeValues(slots);
    index = new long[2 * slots];
    for (int slot = 0; slot < size; slot++) {
      coming.add(hashes[slot]);
    }
    homes.arrange(index.length, coming);
    fillIndex();
  }

  private void fillIndex() {
    for (int slot = 0; slot < size; slot++) {
      int place = free(hashes[slot]);
      if (homes.isFar(hashes[slot], place)) {
        // Keys may share hashes, as numbers do not: they fit in the order and all pile up in it.
        homes.spread(index.length);
        Arrays.fill(index, 0);
        fillIndex(); // once: without an order nothing is far
        return;
      }
      index[place] = entry(hashes[slot], slot);
    }
  }

  private static long entry(int hash, int slot) {
    return (long) hash << 32 | slot + 1;
  }

  /** A free place for a hash. */
  private int free(int hash) {
    int place = homes.of(hash);
    while (index[place] != 0) {
      place = place + 1 & index.length - 1;
    }
    return place;
  }

  /** Makes the arrays of what belongs to the keys longer, or empty. */
  abstract void resizeValues(int slots);

  /** Bytes of a slot in the subclass's arrays. */
  abstract int bytesPerSlot();

  @Override
  public final int size() {
    return size;
  }

  @Override
  public final int[] inOrder() {
    int[] slots = new int[size];
    int n = 0;
    if (homes.ordered()) {
      for (long entry : index) {
        if (entry != 0) {
          slots[n++] = (int) entry - 1;
        }
      }
    } else {
      Arrays.setAll(slots, slot -> slot);
    }
    return slots;
  }

  @Override
  public final Object identityAt(int slot) {
    return keys[slot];
  }

  @Override
  public final int hashAt(int slot) {
    return hashes[slot];
  }

  @Override
  public final Object keyAt(int slot) {
    return keyOf(keys[slot]);
  }

  /** The key of an identity. */
  private Object keyOf(Object identity) {
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
    int slot =
        numbers == null
            ? findObject(identity, hash)
            : findNumber(((Number) identity).longValue(), hash);
    return slot >= 0 ? slot : add(identity, hash);
  }

  /**
   * Looks at what probes for some keys will look at, all keys at a time: first at the places of the
   * index, then at the slots found there, then at the keys and what belongs to them. Short loops
   * with nothing but loads let the waits for memory overlap (group prefetching: Chen, Ailamaki,
   * Gibbons, Mowry, "Improving hash join performance through prefetching", ICDE 2004).
   *
   * @param some hashes of the keys; from {@code from} to {@code to} are as many as a {@link Feed}
   *     holds at most
   */
  final void readAhead(int[] some, int from, int to) {
    int n = to - from;
    for (int i = 0; i < n; i++) {
      found[i] = Math.max(0, (int) index[homes.of(some[from + i])] - 1);
    }
    seen += (numbers == null ? lookAtKeys(n) : lookAtNumbers(n)) + lookAt(found, n);
  }

  private long lookAtNumbers(int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += numbers[found[i]];
    }
    return sum;
  }

  /** The chars of a text lie elsewhere: its length is found beside them. */
  private long lookAtKeys(int n) {
    for (int i = 0; i < n; i++) {
      candidates[i] = keys[found[i]];
    }
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += candidates[i] instanceof String text ? text.length() : 1;
    }
    return sum;
  }

  /**
   * Looks at what belongs to some keys, for {@link #readAhead}.
   *
   * @param slots the first {@code n} are slots that may be asked for soon
   * @return any number that depends on all that was looked at
   */
  abstract long lookAt(int[] slots, int n);

  /** The slot of a key; -1 if it is new. */
  private int findNumber(long number, int hash) {
    long[] places = index;
    int mask = places.length - 1;
    int place = homes.of(hash);
    for (long entry = places[place]; entry != 0; entry = places[place]) {
      int slot = (int) entry - 1;
      if ((int) (entry >>> 32) == hash && numbers[slot] == number) {
        return slot;
      }
      place = place + 1 & mask;
    }
    return -1;
  }

  /** As {@link #findNumber}, for keys that are objects. */
  private int findObject(Object identity, int hash) {
    long[] places = index;
    int mask = places.length - 1;
    int place = homes.of(hash);
    for (long entry = places[place]; entry != 0; entry = places[place]) {
      if ((int) (entry >>> 32) == hash) {
        int slot = (int) entry - 1;
        Object key = keys[slot];
        if (key == identity || key.equals(identity)) {
          return slot;
        }
      }
      place = place + 1 & mask;
    }
    return -1;
  }

  private int add(Object identity, int hash) {
    if (size == keys.length) {
      if (!growTo(2L * size, new Homes.Range())) {
        spill.spill();
      }
    } else if (size > 0 && !claim.hold(bytes())) {
      spill.spill();
    }
    int slot = size++;
    keys[slot] = plainKeys ? codec.kept(identity) : identity;
    hashes[slot] = hash;
    if (numbers != null) {
      numbers[slot] = ((Number) identity).longValue();
    }
    int place = free(hash);
    index[place] = entry(hash, slot);
    if (homes.isFar(hash, place)) {
      homes.spread(index.length);
      Arrays.fill(index, 0);
      fillIndex();
    }
    keySizes.see(keys[slot], null);
    added(slot);
    return slot;
  }

  /** A key was added: what belongs to it starts here. */
  abstract void added(int slot);

  /** Keys with these hashes are coming, each once: the table need not grow step by step. */
  final void expect(int[] some, int from, int to) {
    if (to - from > keys.length) {
      Homes.Range coming = new Homes.Range();
      for (int i = from; i < to; i++) {
        coming.add(some[i]);
      }
      growTo((long) to - from, coming);
    }
  }

  /** While it grows, the old arrays are there too. */
  private boolean growTo(long atLeast, Homes.Range coming) {
    long slots = Long.highestOneBit(2 * atLeast - 1);
    if (slots > GREATEST_SLOTS || !claim.hold(bytes() + 3 * slots * slotBytes() / 4)) {
      return false;
    }
    resize((int) slots, coming);
    return true;
  }

  /** The identities of some keys, as a column. */
  final Object[] identities(int[] slots) {
    Object[] identities = new Object[slots.length];
    for (int i = 0; i < slots.length; i++) {
      identities[i] = keys[slots[i]];
    }
    return identities;
  }

  /** The hashes of some keys, as a column. */
  final int[] hashes(int[] slots) {
    int[] column = new int[slots.length];
    for (int i = 0; i < slots.length; i++) {
      column[i] = hashes[slots[i]];
    }
    return column;
  }

  private int slotBytes() {
    return BYTES_PER_SLOT + (numberKeys ? Long.BYTES : 0) + bytesPerSlot();
  }

  /** Estimated bytes of heap of all that the table holds. */
  private long bytes() {
    return (long) keys.length * slotBytes() + keySizes.total() + extraBytes;
  }

  /** Estimated bytes of heap of the keys and what belongs to them, without the index. */
  public final long compactBytes() {
    return (long) size * (2 * Integer.BYTES + bytesPerSlot()) + keySizes.total() + extraBytes;
  }

  /** Counts bytes that the values have grown by, and spills if they may not. */
  final void grewBy(long bytes) {
    extraBytes += bytes;
    if (!claim.hold(bytes()) && size > 0) {
      spill.spill();
    }
  }

  /** Forgets everything and gives the memory back; the table can be filled again. */
  public void clear() {
    size = 0;
    extraBytes = 0;
    keySizes.restart();
    start();
    claim.release();
  }
}
