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
 * A source whose splits were made when the job was submitted, so that missing input is found there,
 * as by Hadoop's {@code JobSubmitter}. They come in the order in which that one numbers map tasks:
 * the largest first, equal ones in input order. The part files of a job of map tasks only are then
 * the same if it has one input; several are numbered one behind the other, where Hadoop's {@code
 * MultipleInputs} mixes them.
 *
 * @param source that is read
 * @param cut its splits
 */
record SubmittedSource<T>(Source<T> source, List<Split> cut) implements Source<T> {
  /**
   * Cuts a source.
   *
   * @throws IOException if its files cannot be listed; the message names the path
   */
  static <T> SubmittedSource<T> of(Source<T> source, FileStore files, SplitRule rule)
      throws IOException {
    List<Split> splits = new ArrayList<>(source.splits(files, rule));
    splits.sort(Comparator.comparingLong(Split::length).reversed());
    return new SubmittedSource<>(source, List.copyOf(splits));
  }

  @Override
  public List<Split> splits(FileStore files, SplitRule rule) {
    return cut;
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
