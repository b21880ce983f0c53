package dev.tandem.formats;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.io.IOException;
import java.util.List;

/**
 * Binary files of typed pairs: what {@link KeyValueSink} writes. Files are split, every byte is
 * covered by a checksum, and anything missing or changed fails with a {@code CorruptDataException}
 * that names file and offset. Unlike other formats, an empty file is damaged, since a file without
 * pairs has a head and an end.
 *
 * <p>Format, numbers with the highest byte first:
 *
 * <pre>
 * file  = head block* end
 * head  = "TandemKV" version:1 length:4 names crc:4      names: of the two codecs, UTF-8, each ended by 00; crc: of all before it
 * block = mark:8 length:4 records:4 payload-crc:4 crc:4 payload   crc: of the block's offset in the file (8 bytes) and the 20 bytes before it
 * end   = a block without records, at the very end of the file
 * </pre>
 *
 * All checksums are CRC32C. A payload is {@code records} times a key and a value as their codecs
 * write them. The names are compared and never loaded.
 *
 * @param <K> keys
 * @param <V> values
 */
public final class KeyValueFile<K, V> implements Source<Pair<K, V>> {
  private static final long serialVersionUID = 1L;

  private final List<String> paths;
  private final Codec<K> key;
  private final Codec<V> value;

  private KeyValueFile(List<String> paths, Codec<K> key, Codec<V> value) {
    this.paths = List.copyOf(paths);
    this.key = key;
    this.value = value;
  }

  /** Pairs of classes that have codecs of their own. */
  public static <K, V> KeyValueFile<K, V> of(List<String> paths, Class<K> key, Class<V> value) {
    return of(paths, Codecs.of(key), Codecs.of(value));
  }

  /** Pairs with explicit codecs, the same as they were written with. */
  public static <K, V> KeyValueFile<K, V> of(List<String> paths, Codec<K> key, Codec<V> value) {
    return new KeyValueFile<>(paths, key, value);
  }

  @Override
  public List<Split> splits(FileStore files, SplitRule rule) throws IOException {
    return InputFiles.splits(files, paths, rule, true);
  }

  @Override
  public RecordReader<Pair<K, V>> open(FileStore files, Split split) throws IOException {
    return new KeyValueReader<>(files, split, key, value);
  }

  @Override
  public Codec<Pair<K, V>> codec() {
    return Codecs.pair(key, value);
  }

  @Override
  public String describe() {
    return "key/value files of " + InputFiles.describe(paths);
  }
}
