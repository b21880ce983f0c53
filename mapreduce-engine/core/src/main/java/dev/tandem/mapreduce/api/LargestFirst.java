package dev.tandem.mapreduce.api;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A source whose splits come in the order in which Hadoop's {@code JobSubmitter} numbers map tasks:
 * the largest first, equal ones in input order. The part files of a job of map tasks only are then
 * the same.
 *
 * @param source that is read
 */
record LargestFirst<T>(Source<T> source) implements Source<T> {
  @Override
  public List<Split> splits(FileStore files, SplitRule rule) throws IOException {
    List<Split> splits = new ArrayList<>(source.splits(files, rule));
    splits.sort(Comparator.comparingLong(Split::length).reversed());
    return splits;
  }

  @Override
  public RecordReader<T> open(FileStore files, Split split) throws IOException {
    return source.open(files, split);
  }

  @Override
  public Codec<T> codec() {
    return source.codec();
  }

  @Override
  public String describe() {
    return source.describe();
  }
}
