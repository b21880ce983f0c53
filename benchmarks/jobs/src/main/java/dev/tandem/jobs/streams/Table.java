package dev.tandem.jobs.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The rows of delimited files.
 *
 * @param paths files and folders
 * @param format {@code csv}, or the separator
 * @param header whether the first row of each file is dropped
 */
record Table(List<Path> paths, String format, boolean header) {

  /** The table that parameters describe, whose names have a prefix. */
  static Table of(List<Path> paths, Map<String, String> params, String prefix) {
    return new Table(
        paths,
        params.getOrDefault(prefix + "format", "csv"),
        params.getOrDefault(prefix + "header", "false").equals("true"));
  }

  /**
   * Adds up all rows. Line breaks between quotes are rare: files are read in pieces, and read anew
   * as a whole where there is one.
   *
   * @param add takes a row, which is valid during the call only
   * @param merge adds its second argument to the first one
   */
  <A> A collect(Supplier<A> create, BiConsumer<A, RowScanner> add, BiConsumer<A, A> merge)
      throws IOException {
    try {
      return collect(Texts.pieces(paths), false, create, add, merge);
    } catch (RowScanner.QuotedLineBreak e) {
      return collect(Texts.pieces(paths, Integer.MAX_VALUE), true, create, add, merge);
    }
  }

  private <A> A collect(
      List<Texts.Piece> pieces,
      boolean whole,
      Supplier<A> create,
      BiConsumer<A, RowScanner> add,
      BiConsumer<A, A> merge) {
    return pieces.parallelStream()
        .collect(
            create,
            (sum, piece) -> {
              RowScanner rows = new RowScanner(piece.text(), format, whole);
              boolean drop = header && piece.from() == 0;
              while (rows.next()) {
                if (!drop) {
                  add.accept(sum, rows);
                }
                drop = false;
              }
            },
            merge);
  }
}
