package dev.tandem.mapreduce.api.lib;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.formats.TextLines;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.FileSource;
import dev.tandem.mapreduce.api.InputFormat;
import java.util.List;

/**
 * Lines of text cut at the first TAB, or the first character of {@code
 * mapreduce.input.keyvaluelinerecordreader.key.value.separator}. A line without one is a key with
 * an empty value.
 */
public class KeyValueTextInputFormat extends InputFormat<String, String> {
  private static final String SEPARATOR =
      "mapreduce.input.keyvaluelinerecordreader.key.value.separator";

  @Override
  public Source<Pair<String, String>> source(List<String> paths, Configuration conf) {
    String separator = conf.get(SEPARATOR, "\t");
    if (separator.isEmpty()) {
      throw new IllegalArgumentException(SEPARATOR + " is empty, it must be a character");
    }
    return new Lines(paths, separator.charAt(0));
  }

  private static final class Lines extends FileSource<String, String, String> {
    private static final long serialVersionUID = 1L;
    private final char separator;

    Lines(List<String> paths, char separator) {
      super(TextLines.of(paths), paths, true);
      this.separator = separator;
    }

    @Override
    protected Pair<String, String> pair(Split split, long number, String line) {
      int at = line.indexOf(separator);
      return at < 0
          ? new Pair<>(line, "")
          : new Pair<>(line.substring(0, at), line.substring(at + 1));
    }
  }
}
