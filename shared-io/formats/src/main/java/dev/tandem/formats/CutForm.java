package dev.tandem.formats;

import dev.tandem.contract.io.Codec;

/**
 * Cuts a line as bytes, and makes something of those cells alone that are wanted; blank lines are
 * skipped.
 *
 * @param columns the cells that rows have; null for all
 */
record CutForm<A, R>(Cut cut, Columns columns, RowType<A, R> type) implements LineForm<R> {
  @Override
  public boolean skips(LineScanner line) {
    int to = line.offset() + line.length();
    return line.length() == 0 || cut.first(line.chunk(), line.offset(), to) == to;
  }

  @Override
  public R record(LineScanner line) throws MalformedLine {
    byte[] bytes = line.chunk();
    int to = line.offset() + line.length();
    int from = cut.first(bytes, line.offset(), to);
    return columns == null ? all(bytes, from, to) : columns.pick(bytes, from, to, cut, type);
  }

  private R all(byte[] bytes, int from, int to) throws MalformedLine {
    int cells = 0;
    for (int at = from; at >= 0; at = cut.next(bytes, cut.end(bytes, at, to), to)) {
      cells++;
    }
    A row = type.array(cells);
    int at = from;
    for (int i = 0; i < cells; i++) {
      int end = cut.end(bytes, at, to);
      type.put(row, i, bytes, at, end);
      at = cut.next(bytes, end, to);
    }
    return type.row(row);
  }

  @Override
  public Codec<R> codec() {
    return type.codec();
  }
}
