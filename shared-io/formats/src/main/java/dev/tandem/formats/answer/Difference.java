package dev.tandem.formats.answer;

/**
 * The first place, in code point order of the keys, where two answers differ.
 *
 * @param folder the folder below the outputs, empty for the outputs themselves
 * @param place what differs: {@code key 'the'}, {@code line 17}, or {@code the folder}
 * @param left what the left output has there
 * @param right what the right output has there
 */
public record Difference(String folder, String place, String left, String right) {
  private static final int SHOWN = 200;

  /** Shortens what would not fit on a line. */
  public Difference {
    place = shorten(place);
    left = shorten(left);
    right = shorten(right);
  }

  private static String shorten(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  /** One line: the place and both values. */
  @Override
  public String toString() {
    String where = folder.isEmpty() ? "" : folder + ": ";
    return where + place + ": left has " + left + ", right has " + right;
  }
}
