package dev.tandem.mapreduce.api;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.formats.Compression;
import dev.tandem.formats.InputFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that another source reads, as records of a key and a value. Files are cut as Hadoop's
 * {@code FileInputFormat} cuts them: the size of a split is {@code max(min, min(max, block))},
 * however small the input is.
 *
 * @param <T> what the other source gives
 * @param <K> keys
 * @param <V> values
 */
public abstract class FileSource<T, K, V> implements Source<Pair<K, V>> {
  private static final long serialVersionUID = 1L;

  private final Source<T> records;
  private final List<String> paths;
  private final boolean splittable;

  /**
   * @param records reads the same paths
   * @param paths files and folders, in order
   * @param splittable whether a file that is not compressed may be cut
   */
  protected FileSource(Source<T> records, List<String> paths, boolean splittable) {
    this.records = records;
    this.paths = List.copyOf(paths);
    this.splittable = splittable;
  }

  /**
   * The record of what the other source has given.
   *
   * @param split that is read
   * @param number of the record in its split, from 0
   * @param record of the other source
   */
  protected abstract Pair<K, V> pair(Split split, long number, T record);

  @Override
  public List<Split> splits(FileStore files, SplitRule rule) throws IOException {
    List<Split> splits = new ArrayList<>();
    for (FileInfo file : InputFiles.list(files, paths)) {
      boolean plain = Compression.of(file.path()) == Compression.NONE;
      splits.addAll(rule.cut(file.path(), file.length(), splittable && plain));
    }
    return splits;
  }

  @Override
  public RecordReader<Pair<K, V>> open(FileStore files, Split split) throws IOException {
    return new Pairs(split, records.open(files, split));
  }

  @Override
  @SuppressWarnings("unchecked") // nobody writes what a native job reads
  public Codec<Pair<K, V>> codec() {
    return (Codec<Pair<K, V>>) (Codec<?>) Codecs.dynamic();
  }

  @Override
  public String describe() {
    return records.describe();
  }

  private final class Pairs implements RecordReader<Pair<K, V>> {
    private final Split split;
    private final RecordReader<T> reader;
    private long number;

    Pairs(Split split, RecordReader<T> reader) {
      this.split = split;
      this.reader = reader;
    }

    @Override
    public boolean read(Emitter<? super Pair<K, V>> out, int atMost) throws IOException {
      return reader.read(record -> out.emit(pair(split, number++, record)), atMost);
    }

    @Override
    public String position() {
      return reader.position();
    }

    @Override
    public long bytesRead() {
      return reader.bytesRead();
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
