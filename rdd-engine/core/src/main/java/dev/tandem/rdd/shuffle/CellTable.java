package dev.tandem.rdd.shuffle;

import dev.tandem.contract.io.Codec;
import dev.tandem.rdd.store.MemoryManager.Claim;
import java.util.Arrays;

/** A primitive for each key: no boxes, no accumulator objects. */
final class CellTable extends KeyTable implements AggregationTable {
  private final Cell cell;
  private long[] cells;

  CellTable(Cell cell, Codec<Object> codec, Claim claim, Spill spill) {
    super(codec, claim, spill);
    this.cell = cell;
    start();
  }

  @Override
  public Feed feed(Blame blame) {
    return new TableFeed(this, blame.guard(this::add));
  }

  private void add(Object[] keys, int[] hashes, Object[] values, int n) {
    for (int i = 0; i < n; i++) {
      int slot = slot(identity(keys[i]), hashes[i]);
      cells[slot] = cell.step(cells[slot], values[i]);
    }
  }

  @Override
  public void take(Columns columns, int from, int to) {
    Object[] keys = columns.keys();
    int[] hashes = columns.hashes();
    expect(hashes, from, to);
    long[] published = columns.cells();
    for (int start = from; start < to; start += Feed.BATCH) {
      int end = Math.min(to, start + Feed.BATCH);
      readAhead(hashes, start, end);
      for (int i = start; i < end; i++) {
        int slot = slot(keys[i], hashes[i]);
        cells[slot] = cell.combine(cells[slot], published[i]);
      }
    }
  }

  @Override
  public Object accumulatorAt(int slot) {
    return cell.accumulator(cells[slot]);
  }

  @Override
  public Columns columns(int[] slots) {
    long[] column = new long[slots.length];
    for (int i = 0; i < slots.length; i++) {
      column[i] = cells[slots[i]];
    }
    return Columns.of(identities(slots), hashes(slots), column, false);
  }

  @Override
  void resizeValues(int slots) {
    cells = slots == 0 ? new long[0] : Arrays.copyOf(cells, slots);
  }

  @Override
  int bytesPerSlot() {
    return Long.BYTES;
  }

  @Override
  long lookAt(int[] slots, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += cells[slots[i]];
    }
    return sum;
  }

  @Override
  void added(int slot) {
    cells[slot] = cell.zero();
  }
}
