package dev.tandem.formats;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Some cells of each line; blank lines are skipped. */
final class ColumnForm implements LineForm<List<String>> {
  private static final long serialVersionUID = 1L;

  private final String separator;
  private final Columns columns;

  /** The separator as bytes; null if it is not ASCII, and must be found in the decoded text. */
  private final byte[] ascii;

  /**
   * @param separator not empty
   */
  ColumnForm(String separator, Columns columns) {
    this.separator = separator;
    this.columns = columns;
    this.ascii =
        separator.chars().allMatch(c -> c < 0x80)
            ? separator.getBytes(StandardCharsets.US_ASCII)
            : null;
  }

  @Override
  public List<String> record(LineScanner line) throws MalformedLine {
    if (line.length() == 0) {
      return null;
    }
    int from = line.offset();
    return ascii == null
        ? columns.pick(CellForm.cut(line.text(), separator))
        : columns.pick(line.chunk(), from, from + line.length(), ascii);
  }

  @Override
  public Codec<List<String>> codec() {
    return Codecs.list(Codecs.TEXT);
  }
}
