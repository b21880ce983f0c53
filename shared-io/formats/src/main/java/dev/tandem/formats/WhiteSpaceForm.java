package dev.tandem.formats;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Cuts a line at runs of {@link WhiteSpace}, before it has become text; empty lines are skipped. No
 * byte of white space is part of another character.
 *
 * @param columns the cells that rows have; null for all
 */
record WhiteSpaceForm(Columns columns) implements RowForm<List<String>> {
  @Override
  public List<String> record(LineScanner line) throws MalformedLine {
    List<String> cells = cells(line);
    return columns == null ? Collections.unmodifiableList(cells) : columns.pick(cells);
  }

  private static List<String> cells(LineScanner line) {
    byte[] bytes = line.chunk();
    int from = line.offset();
    int end = from + line.length();
    List<String> cells = new ArrayList<>(4);
    while (from < end) {
      int to = WhiteSpace.next(bytes, from, end);
      cells.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      from = WhiteSpace.behind(bytes, to, end);
    }
    return cells;
  }

  @Override
  public Codec<List<String>> codec() {
    return Codecs.list(Codecs.TEXT);
  }
}
