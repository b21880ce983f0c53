package dev.tandem.mapreduce.api.lib;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.formats.Compression;
import dev.tandem.formats.FileLine;
import dev.tandem.formats.InputFiles;
import dev.tandem.formats.TextLines;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.FileSource;
import dev.tandem.mapreduce.api.InputFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of text with their offsets, so many to each map task: {@code
 * mapreduce.input.lineinputformat.linespermap}, 1. The files are read once before the first task. A
 * compressed file cannot be cut and is refused.
 */
public class NLineInputFormat extends InputFormat<Long, String> {
  private static final String LINES = "mapreduce.input.lineinputformat.linespermap";

  @Override
  public Source<Pair<Long, String>> source(List<String> paths, Configuration conf) {
    int lines = conf.getInt(LINES, 1);
    if (lines < 1) {
      throw new IllegalArgumentException(LINES + " is " + lines + ", it must be 1 or more");
    }
    return new Lines(paths, lines);
  }

  private static final class Lines extends FileSource<FileLine, Long, String> {
    private static final long serialVersionUID = 1L;
    private final List<String> paths;
    private final int lines;

    Lines(List<String> paths, int lines) {
      super(TextLines.located(paths), paths, true);
      this.paths = List.copyOf(paths);
      this.lines = lines;
    }

    @Override
    protected Pair<Long, String> pair(Split split, long number, FileLine line) {
      return new Pair<>(line.offset(), line.line());
    }

    @Override
    public List<Split> splits(FileStore files, SplitRule rule) throws IOException {
      List<Split> splits = new ArrayList<>();
      for (FileInfo file : InputFiles.list(files, paths)) {
        if (Compression.of(file.path()) != Compression.NONE) {
          throw new IOException(
              "input '" + file.path() + "' is compressed and cannot be cut into lines; unpack it");
        }
        cut(files, file, splits);
      }
      return splits;
    }

    private void cut(FileStore files, FileInfo file, List<Split> into) throws IOException {
      List<Long> starts = new ArrayList<>();
      long[] count = {0};
      Split whole = new Split(file.path(), 0, file.length());
      try (RecordReader<FileLine> reader = TextLines.located(paths).open(files, whole)) {
        boolean more = true;
        while (more) {
          more =
              reader.read(
                  line -> {
                    if (count[0]++ % lines == 0) {
                      starts.add(starts.isEmpty() ? 0 : line.offset());
                    }
                  },
                  1024);
        }
      }
      for (int i = 0; i < starts.size(); i++) {
        long end = i + 1 < starts.size() ? starts.get(i + 1) : file.length();
        into.add(new Split(file.path(), starts.get(i), end - starts.get(i)));
      }
    }
  }
}
