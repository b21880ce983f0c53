package dev.tandem.formats;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Cuts a line at a separator; blank lines are skipped.
 *
 * @param separator not empty
 */
record CellForm(String separator) implements LineForm<List<String>> {
  @Override
  public List<String> record(LineScanner line) {
    return line.length() == 0 ? null : Collections.unmodifiableList(cut(line.text(), separator));
  }

  static List<String> cut(String text, String separator) {
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
