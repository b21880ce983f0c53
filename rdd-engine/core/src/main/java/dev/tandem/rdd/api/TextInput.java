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
import dev.tandem.formats.TextLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of text, cut as Hadoop's old API cuts them, which is what Spark's textFile asks: the goal
 * is the whole length divided by the number of partitions that are wanted at least.
 *
 * @param paths files and folders
 * @param minPartitions wanted at least, from 1 on
 */
record TextInput(List<String> paths, int minPartitions) implements Source<String> {
  private TextLines<String> lines() {
    return TextLines.of(paths);
  }

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
  public RecordReader<String> open(FileStore files, Split split) throws IOException {
    return lines().open(files, split);
  }

  @Override
  public Codec<String> codec() {
    return lines().codec();
  }

  @Override
  public String describe() {
    return lines().describe();
  }
}
