package dev.tandem.testkit;

import java.util.ArrayList;
import java.util.List;

/** What distinguishes two answers: lines that are missing and lines that nobody expected. */
final class LineDifference {
  private static final int SHOWN = 10;

  private final List<String> missing = new ArrayList<>();
  private final List<String> unexpected = new ArrayList<>();
  private final List<String> order = new ArrayList<>();

  /**
   * @param ordered whether the lines must come in this order
   * @param tolerance the greatest relative difference of numbers between two cells; 0 for equal
   *     texts
   */
  LineDifference(List<String> expected, List<String> actual, boolean ordered, double tolerance) {
    unexpected.addAll(actual);
    for (String line : expected) {
      int found = find(line, unexpected, tolerance);
      if (found < 0) {
        missing.add(line);
      } else {
        unexpected.remove(found);
      }
    }
    if (ordered && missing.isEmpty() && unexpected.isEmpty()) {
      for (int i = 0; i < expected.size() && order.isEmpty(); i++) {
        if (!alike(expected.get(i), actual.get(i), tolerance)) {
          order.add(
              "line "
                  + (i + 1)
                  + " is '"
                  + actual.get(i)
                  + "' and should be '"
                  + expected.get(i)
                  + "'");
        }
      }
    }
  }

  private static int find(String line, List<String> lines, double tolerance) {
    int exact = lines.indexOf(line);
    if (exact >= 0 || tolerance == 0) {
      return exact;
    }
    for (int i = 0; i < lines.size(); i++) {
      if (alike(line, lines.get(i), tolerance)) {
        return i;
      }
    }
    return -1;
  }

  /** Equal, cell by cell; numbers up to the tolerance. */
  private static boolean alike(String a, String b, double tolerance) {
    if (a.equals(b)) {
      return true;
    }
    String[] left = a.split("[\t,|;]", -1);
    String[] right = b.split("[\t,|;]", -1);
    if (tolerance == 0 || left.length != right.length) {
      return false;
    }
    for (int i = 0; i < left.length; i++) {
      if (!left[i].equals(right[i]) && !near(left[i], right[i], tolerance)) {
        return false;
      }
    }
    return true;
  }

  private static boolean near(String a, String b, double tolerance) {
    try {
      double x = Double.parseDouble(a);
      double y = Double.parseDouble(b);
      return Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y));
    } catch (NumberFormatException notNumbers) {
      return false;
    }
  }

  boolean isEmpty() {
    return missing.isEmpty() && unexpected.isEmpty() && order.isEmpty();
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>(order);
    describe("missing", missing, parts);
    describe("unexpected", unexpected, parts);
    return String.join("; ", parts);
  }

  private static void describe(String what, List<String> lines, List<String> parts) {
    if (!lines.isEmpty()) {
      String more = lines.size() > SHOWN ? " and " + (lines.size() - SHOWN) + " more" : "";
      parts.add(
          what + " " + lines.stream().limit(SHOWN).map(line -> "'" + line + "'").toList() + more);
    }
  }
}
