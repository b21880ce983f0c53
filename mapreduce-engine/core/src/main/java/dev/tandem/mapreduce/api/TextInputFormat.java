package dev.tandem.mapreduce.api;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.formats.FileLine;
import dev.tandem.formats.TextLines;
import java.util.List;

/** Lines of text with the offset of their first byte in the file: the default. */
public class TextInputFormat extends InputFormat<Long, String> {
  @Override
  public Source<Pair<Long, String>> source(List<String> paths, Configuration conf) {
    return new Lines(paths);
  }

  private static final class Lines extends FileSource<FileLine, Long, String> {
    private static final long serialVersionUID = 1L;

    Lines(List<String> paths) {
      super(TextLines.located(paths), paths, true);
    }

    @Override
    protected Pair<Long, String> pair(Split split, long number, FileLine line) {
      return new Pair<>(line.offset(), line.line());
    }
  }
}
