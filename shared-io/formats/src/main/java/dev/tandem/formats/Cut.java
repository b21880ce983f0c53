package dev.tandem.formats;

import java.io.Serializable;

/** How a line of UTF-8 is cut into cells, before it has become text. Stateless. */
interface Cut extends Serializable {
  /** Where the first cell begins; {@code to} if there is none. */
  int first(byte[] bytes, int from, int to);

  /** Where the cell ends that begins at a place. */
  int end(byte[] bytes, int from, int to);

  /** Where the cell begins that follows the one that ends at a place; -1 if that is the last. */
  int next(byte[] bytes, int end, int to);

  /** At runs of white space; what stands before the first cell or behind the last makes none. */
  enum AtWhiteSpace implements Cut {
    CUT;

    @Override
    public int first(byte[] bytes, int from, int to) {
      return WhiteSpace.behind(bytes, from, to);
    }

    @Override
    public int end(byte[] bytes, int from, int to) {
      return WhiteSpace.next(bytes, from, to);
    }

    @Override
    public int next(byte[] bytes, int end, int to) {
      int next = WhiteSpace.behind(bytes, end, to);
      return next < to ? next : -1;
    }
  }

  /**
   * At a separator, exactly.
   *
   * @param separator ASCII and not empty: then no byte of it is part of another character
   */
  record AtSeparator(byte[] separator) implements Cut {
    @Override
    public int first(byte[] bytes, int from, int to) {
      return from;
    }

    @Override
    public int end(byte[] bytes, int from, int to) {
      byte first = separator[0];
      for (int i = from; i <= to - separator.length; i++) {
        if (bytes[i] == first && isAt(bytes, i)) {
          return i;
        }
      }
      return to;
    }

    private boolean isAt(byte[] bytes, int from) {
      for (int i = 1; i < separator.length; i++) {
        if (bytes[from + i] != separator[i]) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int next(byte[] bytes, int end, int to) {
      return end < to ? end + separator.length : -1;
    }
  }
}
