package dev.tandem.jobs;

import dev.tandem.contract.flow.CoGroupFn;
import dev.tandem.contract.flow.Emitter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Writes the lines of one key of a join.
 *
 * @param type the type of the join
 * @param rowKey what the keys are
 * @param nullsMatch whether keys with an empty or {@code \N} cell match like any other
 * @param noLeft the cells of a missing left row, as {@link #missing} makes them
 * @param noRight the cells of a missing right row
 */
record Matches(Type type, RowKey rowKey, boolean nullsMatch, String noLeft, String noRight)
    implements CoGroupFn<String, String, String, String> {

  /** Which rows stay. */
  enum Type {
    /** Every pair of rows. */
    INNER(false, false),
    /** And left rows without a partner. */
    LEFT(true, false),
    /** And right rows without a partner. */
    RIGHT(false, true),
    /** And both. */
    FULL(true, true),
    /** Left rows that have a partner. */
    SEMI(false, false),
    /** Left rows that have none. */
    ANTI(true, false);

    private final boolean keepsLeft;
    private final boolean keepsRight;

    Type(boolean keepsLeft, boolean keepsRight) {
      this.keepsLeft = keepsLeft;
      this.keepsRight = keepsRight;
    }

    /** Whether right rows without a partner stay. */
    boolean keepsRight() {
      return keepsRight;
    }

    /** The choice of a typed parameter. */
    static Type named(String typed) {
      return valueOf(typed.toUpperCase(Locale.ROOT));
    }
  }

  /** What a row contributes to a line: its cells, each behind a bar. */
  static String cells(List<String> cells) {
    return cells.isEmpty() ? "" : "|" + Cells.join(cells);
  }

  /** What a missing row contributes. */
  static String missing(int columns) {
    return ("|" + Cells.MISSING).repeat(columns);
  }

  @Override
  public void apply(
      String key, Iterator<String> left, Iterator<String> right, Emitter<String> out) {
    String head = rowKey.print(key);
    if (!nullsMatch && rowKey.hasNull(key)) {
      aloneLeft(head, left, out);
      aloneRight(head, right, out);
      return;
    }
    List<String> lefts = new ArrayList<>(1);
    left.forEachRemaining(lefts::add);
    if (lefts.isEmpty()) {
      aloneRight(head, right, out);
    } else if (!right.hasNext()) {
      aloneLeft(head, lefts.iterator(), out);
    } else {
      matched(head, lefts, right, out);
    }
  }

  private void aloneLeft(String head, Iterator<String> left, Emitter<String> out) {
    if (type.keepsLeft) {
      String tail = type == Type.ANTI ? "" : noRight;
      left.forEachRemaining(cells -> out.emit(head + cells + tail));
    }
  }

  private void aloneRight(String head, Iterator<String> right, Emitter<String> out) {
    if (type.keepsRight) {
      right.forEachRemaining(cells -> out.emit(head + noLeft + cells));
    }
  }

  private void matched(
      String head, List<String> lefts, Iterator<String> right, Emitter<String> out) {
    if (type == Type.SEMI) {
      lefts.forEach(cells -> out.emit(head + cells));
    } else if (type != Type.ANTI) {
      right.forEachRemaining(
          cells -> {
            for (String leftCells : lefts) {
              out.emit(head + leftCells + cells);
            }
          });
    }
  }
}
