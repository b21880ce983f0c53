package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.runs.Fingerprint;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.Words;
import java.util.Arrays;

/**
 * Twin of the RDD engine's {@code SortBuffer}: bytes here, objects there.
 *
 * <p>Collects encoded records of a map task in a bounded piece of memory and sorts them: Hadoop's
 * {@code MapOutputBuffer}. Codecs write straight into one byte array; next to it grows the
 * accounting, {@value Slots#BYTES} bytes a record ({@link Slots}). There is no object per record.
 *
 * <p>Both arrays start small. When they have grown to an eighth of the budget, the rest is shared
 * out, in the proportion in which the records so far have needed bytes and accounting; once more
 * where later records turn out to need another one. So where the limit leaves room for the lengths
 * in front of records, it alone tells when a spill begins, not what the memory held before.
 */
final class SortBuffer {
  private static final int SMALLEST = 256;
  private static final int START = 64 << 10;

  /** The part of the budget that must be free for memory to be shared out once more. */
  private static final int WORTH_SHARING = 256;

  private final int budget;
  private final long limit;
  private final int[] counts;
  private final KeyLayout layout;
  private final Fold values;
  private final Area area;
  private long[] slots;
  private int records;
  private int headers;
  private boolean sharedOut;

  /**
   * @param budget bytes for records and their accounting
   * @param limit bytes of keys, values and accounting from which on the buffer is full: what Hadoop
   *     counts, which knows no lengths in front of records, and takes the accounting of the next
   *     record for used already
   * @param partitions of the shuffle
   * @param layout of the sort keys
   * @param values writes values
   */
  SortBuffer(long budget, long limit, int partitions, KeyLayout layout, Fold values) {
    this(budget, limit, partitions, layout, values, null);
  }

  /** A buffer in memory that another one has left, or in fresh memory if that is null. */
  SortBuffer(
      long budget,
      long limit,
      int partitions,
      KeyLayout layout,
      Fold values,
      SortMemory.Piece memory) {
    if (partitions > Slots.MAX_PARTITIONS) {
      throw new IllegalArgumentException(
          partitions + " partitions; a sort buffer can tell " + Slots.MAX_PARTITIONS + " apart");
    }
    this.budget = (int) Math.max(SMALLEST, Math.min(budget, Integer.MAX_VALUE - 64));
    this.limit = limit;
    this.counts = new int[partitions];
    this.layout = layout;
    this.values = values;
    int start = Math.min(START, this.budget / 2);
    this.sharedOut = memory != null;
    this.area = new Area(sharedOut ? memory.bytes() : new byte[start]);
    this.slots = sharedOut ? memory.slots() : new long[Math.max(2, start / Long.BYTES / 2 * 2)];
  }

  /**
   * The memory of this buffer, which must not be used any more; null if it has taken little of it.
   */
  SortMemory.Piece release() {
    return sharedOut ? new SortMemory.Piece(area.array(), slots) : null;
  }

  /** The buffer has no room for a record. */
  private static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Full FULL = new Full();

    private Full() {
      super("full", null, false, false);
    }
  }

  /** The bytes of the records. */
  private final class Area extends Output {
    Area(byte[] bytes) {
      super(bytes);
    }

    @Override
    protected void grow(int missing) {
      if (!enlarge(missing)) {
        throw Full.FULL;
      }
    }

    void resize(int capacity) {
      buffer = Arrays.copyOf(buffer, capacity);
    }

    void renew(int capacity) {
      buffer = new byte[0];
      buffer = new byte[capacity];
    }

    int capacity() {
      return buffer.length;
    }
  }

  /**
   * Adds a record.
   *
   * @return false if there is no room: spill, clear and try again; if the buffer was empty, it
   *     never fits
   */
  boolean add(int partition, Object key, Object value, int input) {
    int start = area.position();
    if (used() + Slots.BYTES >= limit && records > 0
        || 2 * records == slots.length && !enlarge(0)) {
      return false;
    }
    int keyLength;
    try {
      area.require(Slots.SHORT_HEADER);
      area.advance(Slots.SHORT_HEADER);
      layout.write(key, value, input, area);
      int middle = area.position();
      values.encode(value, area);
      keyLength = middle - start - Slots.SHORT_HEADER;
      writeHeader(start, keyLength, area.position() - middle);
    } catch (Full full) {
      area.truncate(start);
      return false;
    }
    int header = Slots.headerLength(area.array(), start);
    int keyStart = start + header;
    headers += header;
    slots[2 * records] = Slots.word(area.array(), keyStart, keyLength, 0);
    slots[2 * records + 1] = Slots.pack(partition, keyLength, start);
    records++;
    counts[partition]++;
    return true;
  }

  /** Bytes of keys, values and accounting: Hadoop's measure. */
  private long used() {
    return payload() + (long) Slots.BYTES * records;
  }

  /** Bytes of keys and values. */
  long payload() {
    return (long) area.position() - headers;
  }

  /**
   * Appends all records of another buffer of the same shuffle, which has not been sorted.
   *
   * @return false if there is no room for them: nothing has changed then
   */
  boolean addAll(SortBuffer other) {
    int start = area.position();
    int bytes = other.area.position();
    int all = records + other.records;
    boolean fits = 2L * all <= slots.length && bytes <= area.capacity() - start;
    if (!fits && !shareOut((long) start + bytes, all)) {
      return false;
    }
    area.writeBytes(other.area.array(), 0, bytes);
    for (int i = 0; i < other.records; i++) {
      slots[2 * (records + i)] = other.slots[2 * i];
      slots[2 * (records + i) + 1] = Slots.moved(other.slots[2 * i + 1], start);
    }
    for (int p = 0; p < counts.length; p++) {
      counts[p] += other.counts[p];
    }
    records = all;
    headers += other.headers;
    return true;
  }

  private void writeHeader(int start, int keyLength, int valueLength) {
    if (keyLength < Slots.LONG && valueLength < Slots.LONG) {
      byte[] bytes = area.array();
      bytes[start] = (byte) keyLength;
      bytes[start + 1] = (byte) valueLength;
      return;
    }
    int shift = Slots.LONG_HEADER - Slots.SHORT_HEADER;
    area.require(shift);
    byte[] bytes = area.array();
    int from = start + Slots.SHORT_HEADER;
    System.arraycopy(bytes, from, bytes, from + shift, keyLength + valueLength);
    area.advance(shift);
    bytes[start] = (byte) Slots.LONG;
    Words.BIG_ENDIAN_INT.set(bytes, start + 1, keyLength);
    Words.BIG_ENDIAN_INT.set(bytes, start + 1 + Integer.BYTES, valueLength);
  }

  /** Makes room for {@code missing} more bytes (0: for more accounting), if the budget allows. */
  private boolean enlarge(int missing) {
    long bytes = Math.max(2L * area.capacity(), (long) area.position() + missing);
    if (bytes + 2L * Long.BYTES * slots.length <= budget / 8) {
      resize(bytes, 2L * Long.BYTES * slots.length);
      return true;
    }
    long least = (long) area.position() + missing;
    long free = budget - least - (long) Slots.BYTES * (records + 1);
    boolean worth = !sharedOut || records == 0 || free >= budget / WORTH_SHARING;
    return worth && shareOut(least, records + 1);
  }

  /**
   * Gives all memory to the two arrays, what is free in the proportion of what is needed now. If it
   * was shared out before, for other records, then at least a quarter of what is free to each, so
   * that not much is copied often.
   *
   * @return false if there is not so much memory: nothing has changed then
   */
  private boolean shareOut(long bytes, int records) {
    long accounted = (long) Slots.BYTES * records;
    long free = budget - bytes - accounted;
    if (free < 0) {
      return false;
    }
    long share = (long) ((double) free * accounted / (accounted + bytes));
    if (sharedOut) {
      share = Math.max(free / 4, Math.min(share, free - free / 4));
    }
    sharedOut = true;
    resize(budget - accounted - share, accounted + share);
    return true;
  }

  /** The array that gives memory away goes first, so that both take little at the same time. */
  private void resize(long bytes, long accounting) {
    int words = (int) (accounting / Slots.BYTES) * 2;
    if (words < slots.length) {
      slots = Arrays.copyOf(slots, words);
    }
    area.resize((int) bytes);
    if (words > slots.length) {
      slots = Arrays.copyOf(slots, words);
    }
  }

  /** Bytes of accounting in the whole budget, if records go on being as large as they were. */
  private long accountingShare(long bytes) {
    double perRecord = (double) bytes / Math.max(1, records);
    return (long) (budget * (Slots.BYTES / (Slots.BYTES + perRecord)));
  }

  /** Adds all records to a fingerprint. Cheapest before {@link #sort}, in the order of memory. */
  void addTo(Fingerprint print) {
    byte[] bytes = area.array();
    for (int i = 0; i < records; i++) {
      long slot = slots[2 * i + 1];
      int offset = Slots.offset(slot);
      int key = offset + Slots.headerLength(bytes, offset);
      int length = Slots.keyLength(bytes, offset);
      int valueLength = Slots.valueLength(bytes, offset);
      print.add(Slots.partition(slot), bytes, key, length, bytes, key + length, valueLength);
    }
  }

  /**
   * Sorts the records by partition and sort key, or by partition and {@code slow}, which may be
   * null.
   */
  void sort(RecordOrder slow) {
    int[] ends = counts.clone();
    for (int i = 1; i < ends.length; i++) {
      ends[i] += ends[i - 1];
    }
    if (slow == null) {
      WordSort.sort(area.array(), slots, ends);
      return;
    }
    FlagSort.byPartition(slots, ends);
    for (int i = 0; i < ends.length; i++) {
      SlowSort.sort(area.array(), slots, i == 0 ? 0 : ends[i - 1], ends[i], slow);
    }
  }

  /**
   * Forgets all records. Where one array was full long before the other, memory is shared out anew.
   */
  void clear() {
    long used = area.position() + (long) Slots.BYTES * records;
    if (sharedOut && used < Math.min(limit, budget) / 4 * 3 && records > 0) {
      long accounting = Math.max(Slots.BYTES, accountingShare(area.position()));
      area.truncate(0);
      slots = new long[0];
      area.renew((int) (budget - accounting));
      slots = new long[(int) (accounting / Slots.BYTES) * 2];
    }
    area.truncate(0);
    records = 0;
    headers = 0;
    Arrays.fill(counts, 0);
  }

  int records() {
    return records;
  }

  /** The number of records of a partition. */
  int records(int partition) {
    return counts[partition];
  }

  /** Where the records lie. */
  byte[] data() {
    return area.array();
  }

  /** Two longs a record, in sorted order after {@link #sort}. */
  long[] slots() {
    return slots;
  }
}
