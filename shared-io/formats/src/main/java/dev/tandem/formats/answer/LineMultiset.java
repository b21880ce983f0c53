package dev.tandem.formats.answer;

import dev.tandem.contract.io.FileStore;
import dev.tandem.formats.OutputFiles;
import dev.tandem.formats.TextBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares two outputs as multisets of lines: equal lines cancel out, what is left is compared key
 * by key.
 *
 * @param tolerance what numbers may differ by
 * @param passes how often both outputs are read, each time for the keys of one residue class
 */
record LineMultiset(Tolerance tolerance, int passes) {
  private static final int SHOWN = 3;

  /** The lines of one key that only one side has. */
  private record Rest(List<Run> left, List<Run> right) {
    Rest() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /** A line and how often it occurs. */
  private record Run(String line, long count) {
    static int compare(Run a, Run b) {
      return Tolerance.compare(a.line, b.line);
    }
  }

  /** A key, and how it differs. */
  private record Found(TextBytes key, Difference difference) {}

  Optional<Difference> compare(FileStore files, String left, String right, String folder)
      throws IOException {
    Found first = null;
    for (int pass = 0; pass < passes; pass++) {
      Found found = firstDifference(rest(files, left, right, pass), folder);
      if (found != null && (first == null || found.key().compareTo(first.key()) < 0)) {
        first = found;
      }
    }
    return Optional.ofNullable(first).map(Found::difference);
  }

  /** The lines that are left, by key in code point order. */
  private TreeMap<TextBytes, Rest> rest(FileStore files, String left, String right, int pass)
      throws IOException {
    Map<TextBytes, long[]> surplus = new HashMap<>();
    count(files, left, pass, 1, surplus);
    count(files, right, pass, -1, surplus);
    TreeMap<TextBytes, Rest> rest = new TreeMap<>();
    surplus.forEach(
        (line, count) -> {
          Rest ofKey = rest.computeIfAbsent(Tolerance.key(line), key -> new Rest());
          Run run = new Run(line.toString(), Math.abs(count[0]));
          (count[0] > 0 ? ofKey.left() : ofKey.right()).add(run);
        });
    return rest;
  }

  private void count(
      FileStore files, String folder, int pass, int step, Map<TextBytes, long[]> surplus)
      throws IOException {
    try (OutputFiles output = OutputFiles.open(files, folder)) {
      while (output.next()) {
        TextBytes line = output.line();
        if (passes > 1 && Math.floorMod(Tolerance.key(line).hashCode(), passes) != pass) {
          continue;
        }
        long[] count = surplus.get(line);
        if (count == null) {
          surplus.put(line.copy(), new long[] {step});
        } else {
          count[0] += step;
          if (count[0] == 0) {
            surplus.remove(line);
          }
        }
      }
    }
  }

  private Found firstDifference(TreeMap<TextBytes, Rest> rest, String folder) {
    for (Map.Entry<TextBytes, Rest> entry : rest.entrySet()) {
      Rest ofKey = entry.getValue();
      ofKey.left().sort(Run::compare);
      ofKey.right().sort(Run::compare);
      if (!match(ofKey)) {
        int prefix = entry.getKey().toString().length();
        String place = "key '" + entry.getKey() + "'";
        return new Found(
            entry.getKey(),
            new Difference(folder, place, show(ofKey.left(), prefix), show(ofKey.right(), prefix)));
      }
    }
    return null;
  }

  /** Whether the sorted lines match one by one. */
  private boolean match(Rest rest) {
    int i = 0;
    int j = 0;
    long unmatched =
        0; // copies of the current left line (positive) or right line (negative) that still need a
    // partner
    while (i < rest.left().size() && j < rest.right().size()) {
      Run left = rest.left().get(i);
      Run right = rest.right().get(j);
      if (!tolerance.sameValue(left.line(), right.line())) {
        return false;
      }
      unmatched =
          (unmatched > 0 ? unmatched : left.count()) - (unmatched < 0 ? -unmatched : right.count());
      i += unmatched <= 0 ? 1 : 0;
      j += unmatched >= 0 ? 1 : 0;
    }
    return i == rest.left().size() && j == rest.right().size() && unmatched == 0;
  }

  private static String show(List<Run> lines, int prefix) {
    if (lines.isEmpty()) {
      return "nothing";
    }
    List<String> values = new ArrayList<>();
    for (Run run : lines.subList(0, Math.min(SHOWN, lines.size()))) {
      String line = run.line();
      String value =
          line.length() > prefix ? "'" + line.substring(prefix).strip() + "'" : "the line";
      values.add(run.count() == 1 ? value : value + " (" + run.count() + " times)");
    }
    String more = lines.size() > SHOWN ? " and " + (lines.size() - SHOWN) + " more" : "";
    return String.join(", ", values) + more;
  }
}
