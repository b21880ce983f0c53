package dev.tandem.rdd.shuffle;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.rdd.store.SizeSampler;
import dev.tandem.rdd.store.TaskResources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sends every record as it is: columns for each partition, in chunks that are never copied. */
final class PlainWriter extends ShuffleWriter {
  private static final int SMALLEST_CHUNK = 16;
  private static final int LARGEST_CHUNK = 4096;
  private static final int BYTES_PER_PLACE = 12;

  private final SizeSampler sizes = new SizeSampler();
  private final List<List<Bucket>> full;
  private final Columns[] open;
  private final int[] filled;
  private long places;
  private long records;

  PlainWriter(
      Shuffle shuffle,
      TaskResources context,
      ShuffleStore shuffles,
      Grouping<Object, Object> grouping) {
    super(shuffle, context, shuffles, grouping);
    this.full = new ArrayList<>(partitions);
    for (int i = 0; i < partitions; i++) {
      full.add(new ArrayList<>());
    }
    this.open = new Columns[partitions];
    this.filled = new int[partitions];
  }

  @Override
  public void emit(Object anyKey, Object anyValue) {
    Object key = form.keys().kept(anyKey);
    Object value = form.values().kept(anyValue);
    int hash = form.hashed() || placement.byHash() ? form.keys().hash(key) : 0;
    int partition = placement.of(key, hash);
    records++;
    if (sizes.see(key, value) && !claim.hold(heapBytes() + roomToSort()) && places > 0) {
      spill();
    }
    Columns columns = open[partition];
    if (columns == null || filled[partition] == columns.keys().length) {
      columns = nextChunk(partition);
    }
    int at = filled[partition]++;
    columns.keys()[at] = key;
    if (form.hashed()) {
      columns.hashes()[at] = hash;
    }
    columns.objects()[at] = value;
  }

  /** Should these records go to files, they are sorted first, a partition at a time. */
  private long roomToSort() {
    return sorting == null ? 0 : places * SortRecords.BYTES_PER_PLACE / partitions;
  }

  private Columns nextChunk(int partition) {
    int size = SMALLEST_CHUNK;
    if (open[partition] != null) {
      close(partition);
      size = Math.min(LARGEST_CHUNK, 2 * filled[partition]);
    }
    places += size;
    filled[partition] = 0;
    open[partition] =
        Columns.of(new Object[size], form.hashed() ? new int[size] : null, new Object[size], false);
    return open[partition];
  }

  private void close(int partition) {
    full.get(partition).add(new Bucket.OnHeap(open[partition], 0, filled[partition]));
  }

  @Override
  List<Bucket> buckets() {
    List<Bucket> buckets = new ArrayList<>(partitions);
    for (int i = 0; i < partitions; i++) {
      List<Bucket> parts = new ArrayList<>(full.get(i));
      if (open[i] != null) {
        parts.add(new Bucket.OnHeap(open[i], 0, filled[i]));
      }
      buckets.add(Bucket.of(parts));
    }
    return buckets;
  }

  @Override
  long heapBytes() {
    return places * BYTES_PER_PLACE + sizes.total();
  }

  @Override
  void clear() {
    full.forEach(List::clear);
    Arrays.fill(open, null);
    Arrays.fill(filled, 0);
    places = 0;
    sizes.restart();
    claim.release();
  }

  @Override
  void count() {
    context.count(Measure.MAP_OUTPUT_RECORDS, records);
  }
}
