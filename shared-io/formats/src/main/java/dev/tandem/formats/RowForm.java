package dev.tandem.formats;

/** What a source of rows makes of a line: of a blank one, nothing. */
interface RowForm<R> extends LineForm<R> {
  @Override
  default boolean skips(LineScanner line) {
    return line.length() == 0;
  }
}
