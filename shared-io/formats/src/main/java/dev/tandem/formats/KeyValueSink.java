package dev.tandem.formats;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.job.OutputFolder;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Binary files of typed pairs with checksums, to be read by {@link KeyValueFile}. The digest covers
 * the encoded bytes of each pair.
 *
 * @param <K> keys
 * @param <V> values
 */
public final class KeyValueSink<K, V> implements Sink<Pair<K, V>> {
  private static final long serialVersionUID = 1L;

  private final OutputFolder folder;
  private final Codec<K> key;
  private final Codec<V> value;

  private KeyValueSink(OutputFolder folder, Codec<K> key, Codec<V> value) {
    this.folder = folder;
    this.key = key;
    this.value = value;
  }

  /** Pairs of classes that have codecs of their own. */
  public static <K, V> KeyValueSink<K, V> to(OutputFolder folder, Class<K> key, Class<V> value) {
    return to(folder, Codecs.of(key), Codecs.of(value));
  }

  /** Pairs with explicit codecs. */
  public static <K, V> KeyValueSink<K, V> to(OutputFolder folder, Codec<K> key, Codec<V> value) {
    return new KeyValueSink<>(folder, key, value);
  }

  @Override
  public String folder() {
    return folder.name();
  }

  @Override
  public String extension() {
    return "";
  }

  @Override
  public RecordWriter<Pair<K, V>> open(OutputStream out) throws IOException {
    byte[] head = KeyValueForm.head(key, value);
    out.write(head);
    return new Writer<>(out, head.length, key, value);
  }

  private static final class Writer<K, V> implements RecordWriter<Pair<K, V>> {
    private final OutputStream out;
    private final Codec<K> key;
    private final Codec<V> value;
    private final Output block = new Output(KeyValueForm.BLOCK + (1 << 12));
    private long position;
    private int recordsInBlock;
    private long records;
    private long digest;
    private boolean closed;

    Writer(OutputStream out, long position, Codec<K> key, Codec<V> value) {
      this.out = out;
      this.position = position;
      this.key = key;
      this.value = value;
    }

    @Override
    public void write(Pair<K, V> pair) throws IOException {
      int start = block.position();
      key.write(pair.first(), block);
      value.write(pair.second(), block);
      digest += Digest.hash(block.array(), start, block.position() - start);
      records++;
      recordsInBlock++;
      if (block.position() >= KeyValueForm.BLOCK) {
        writeBlock();
      }
    }

    private void writeBlock() throws IOException {
      int length = block.position();
      out.write(KeyValueForm.blockHead(position, block.array(), length, recordsInBlock));
      out.write(block.array(), 0, length);
      position += KeyValueForm.BLOCK_HEAD + length;
      recordsInBlock = 0;
      block.truncate(0);
    }

    @Override
    public long records() {
      return records;
    }

    @Override
    public long digest() {
      return digest;
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try (out) {
        if (recordsInBlock > 0) {
          writeBlock();
        }
        writeBlock(); // without records: the end
      }
    }
  }
}
