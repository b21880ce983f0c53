package dev.tandem.formats;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Cuts the text of a line at a separator; blank lines are skipped.
 *
 * @param separator not empty
 * @param columns the cells that rows have; null for all
 */
record CellForm(String separator, Columns columns) implements LineForm<List<String>> {
  @Override
  public boolean skips(LineScanner line) {
    return line.length() == 0;
  }

  @Override
  public List<String> record(LineScanner line) throws IOException {
    List<String> cells = cells(line.text());
    return columns == null ? Collections.unmodifiableList(cells) : columns.pick(cells);
  }

  private List<String> cells(String text) {
    List<String> cells = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      cells.add(text.substring(from, at));
      from = at + separator.length();
    }
    cells.add(text.substring(from));
    return cells;
  }

  @Override
  public Codec<List<String>> codec() {
    return Codecs.list(Codecs.TEXT);
  }
}
