package dev.tandem.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What k-means prints. */
final class ClusterLines {
  private ClusterLines() {}

  /**
   * The lines of a result; none if there are no centres.
   *
   * @param sizes number of points and sum of squared distances by centre; none for an empty one
   */
  static List<String> of(double[][] centres, Map<Integer, double[]> sizes, int rounds) {
    List<String> lines = new ArrayList<>();
    double cost = 0;
    for (int i = 0; i < centres.length; i++) {
      double[] size = sizes.getOrDefault(i, new double[2]);
      cost += size[1];
      lines.add(String.format(Locale.ROOT, "centre:%02d\t%s", i, print(centres[i])));
      lines.add(String.format(Locale.ROOT, "size:%02d\t%d", i, (long) size[0]));
    }
    if (centres.length > 0) {
      lines.add("cost\t" + cost);
      lines.add("rounds\t" + rounds);
    }
    return lines;
  }

  private static String print(double[] point) {
    return Arrays.stream(point).mapToObj(Double::toString).collect(Collectors.joining(","));
  }
}
