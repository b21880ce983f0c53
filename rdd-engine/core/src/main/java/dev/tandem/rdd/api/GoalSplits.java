package dev.tandem.rdd.api;

import dev.tandem.contract.io.Codec;
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
 * Files that a reader can enter anywhere, cut as Hadoop's old API cuts them, which is what Spark's
 * textFile, objectFile and sequenceFile ask: the goal is the whole length divided by the number of
 * partitions that are wanted at least.
 *
 * @param source of the paths
 * @param paths files and folders
 * @param minPartitions wanted at least, from 1 on
 * @param <T> the records
 */
record GoalSplits<T>(Source<T> source, List<String> paths, int minPartitions) implements Source<T> {
  @Override
  public List<Split> splits(FileStore files, SplitRule rule) throws IOException {
    List<FileInfo> inputs = InputFiles.list(files, paths);
    long total = inputs.stream().mapToLong(FileInfo::length).sum();
    long goal = Math.max(1, total / Math.max(1, minPartitions));
    SplitRule cut = new SplitRule(rule.min(), Math.min(rule.max(), goal), rule.block());
    List<Split> splits = new ArrayList<>();
    for (FileInfo file : inputs) {
      boolean plain = Compression.of(file.path()) == Compression.NONE;
      splits.addAll(cut.cut(file.path(), file.length(), plain));
    }
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
