package dev.tandem.contract.job;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Helps with misspelt names. */
public final class Names {
  private Names() {}

  /**
   * The end of an error message for an unknown name: the nearest known name, or all of them.
   *
   * @param name what was typed
   * @param known what would have been right
   * @return begins with {@code "; "}, also where nothing is known
   */
  public static String didYouMean(String name, List<String> known) {
    if (known.isEmpty()) {
      return "; there are none";
    }
    Optional<String> nearest = nearest(name, known);
    return nearest
        .map(near -> "; did you mean '" + near + "'?")
        .orElse("; there are: " + String.join(", ", known));
  }

  /**
   * The known name that is at most two edits (or a third of its length) away, the first one of the
   * nearest.
   *
   * @param name as it was written
   * @param known in the order in which the first of equally near ones is taken
   */
  public static Optional<String> nearest(String name, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .filter(best -> distance(name, best) <= Math.max(2, best.length() / 3));
  }

  /**
   * The known name of which another one can only be a slip of the keys, the first one of the
   * nearest.
   *
   * @param name as it was written
   * @param known in the order in which the first of equally near ones is taken
   * @param atMost edits, and no more than a third of the known name
   */
  public static Optional<String> slipOf(String name, List<String> known, int atMost) {
    return nearest(name, known)
        .filter(near -> distance(name, near) <= Math.min(atMost, near.length() / 3));
  }

  /** Levenshtein's distance: insertions, deletions and replacements. */
  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
