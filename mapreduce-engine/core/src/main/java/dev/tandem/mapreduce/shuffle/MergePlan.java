package dev.tandem.mapreduce.shuffle;

import java.util.ArrayList;
import java.util.List;

/**
 * How many runs each pass of a merge takes, by Hadoop's rule ({@code Merger.getPassFactor}): the
 * first pass takes just so many that all later ones can be full, so that as few records as possible
 * are merged more than once.
 */
public final class MergePlan {
  private MergePlan() {}

  /**
   * The sizes of the passes before the last one.
   *
   * @param runs how many there are
   * @param factor how many can be merged at once, at least 2
   * @return empty if one merge will do
   */
  public static List<Integer> passes(int runs, int factor) {
    if (factor < 2) {
      throw new IllegalArgumentException(
          "a merge of " + factor + " runs at once does not end; io.sort.factor must be at least 2");
    }
    List<Integer> passes = new ArrayList<>();
    int left = runs;
    while (left > factor) {
      int rest = (left - 1) % (factor - 1);
      int pass = passes.isEmpty() && rest != 0 ? rest + 1 : factor;
      passes.add(pass);
      left -= pass - 1;
    }
    return passes;
  }
}
