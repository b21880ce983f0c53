package dev.tandem.formats;

import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Split;
import java.io.IOException;
import java.util.List;

/** Pushes the rows of the lines of a split. */
final class CellReader extends LineReader<List<String>> implements PlacedRows.Rows {
  CellReader(FileStore files, Split split, LineForm<List<String>> form, boolean hasHeader)
      throws IOException {
    super(files, split, LineRule.INPUT, form, hasHeader);
  }

  @Override
  public long place() {
    return offset();
  }
}
