package dev.tandem.rdd.store;

import dev.tandem.cluster.Node;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Collector;
import java.util.ArrayList;
import java.util.List;

/** Encodes the records and collects the bytes. */
final class PackedSink implements BlockSink {
  private static final int CHUNK = 64 << 10;
  private static final int ARRAY_HEADER = 16;

  private final int rdd;
  private final RecordForm form;
  private final MemoryManager memory;
  private final List<byte[]> chunks = new ArrayList<>();
  private final Output chunk = new Output(1024);
  private long records;
  private long sealed;
  private long held;

  PackedSink(int rdd, RecordForm form, MemoryManager memory) {
    this.rdd = rdd;
    this.form = form;
    this.memory = memory;
  }

  @Override
  public boolean add(Object key, Object value) {
    if (form.keyed()) {
      form.key().write(key, chunk);
    }
    form.value().write(value, chunk);
    records++;
    return chunk.position() < CHUNK || seal();
  }

  private boolean seal() {
    if (chunk.position() > 0) {
      chunks.add(chunk.toByteArray());
      sealed += ARRAY_HEADER + chunk.position();
      chunk.truncate(0);
    }
    boolean fits = memory.acquireStorage(sealed - held, rdd);
    held = fits ? sealed : held;
    return fits;
  }

  @Override
  public void drainTo(Collector out) {
    seal();
    new PackedBlock(null, form, chunks, records, 0).push(null, () -> {}, out);
  }

  @Override
  public Block build(Node node) {
    return seal() ? new PackedBlock(node, form, List.copyOf(chunks), records, held) : null;
  }

  @Override
  public void keep() {
    held = 0;
  }

  @Override
  public void close() {
    memory.releaseStorage(held);
    held = 0;
  }
}
