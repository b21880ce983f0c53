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
 * Compares two outputs as multisets of records: equal ones cancel out, what is left is compared key
 * by key.
 *
 * @param form what the records are
 * @param passes how often both outputs are read, each time for the keys of one residue class
 */
record RecordMultiset(RecordForm form, int passes) {
  private static final int SHOWN = 3;

  /** The records of one key that only one side has. */
  private record Rest(List<Run> left, List<Run> right) {
    Rest() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /** A record as it is shown, and how often it occurs. */
  private record Run(String record, long count) {
    static int compare(Run a, Run b) {
      return Tolerance.compare(a.record, b.record);
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

  /** The records that are left, by key in the order of their bytes. */
  private TreeMap<TextBytes, Rest> rest(FileStore files, String left, String right, int pass)
      throws IOException {
    Map<TextBytes, long[]> surplus = new HashMap<>();
    count(files, left, pass, 1, surplus);
    count(files, right, pass, -1, surplus);
    TreeMap<TextBytes, Rest> rest = new TreeMap<>();
    surplus.forEach(
        (record, count) -> {
          Rest ofKey = rest.computeIfAbsent(form.key(record), key -> new Rest());
          Run run = new Run(form.show(record), Math.abs(count[0]));
          (count[0] > 0 ? ofKey.left() : ofKey.right()).add(run);
        });
    return rest;
  }

  private void count(
      FileStore files, String folder, int pass, int step, Map<TextBytes, long[]> surplus)
      throws IOException {
    try (OutputFiles output = form.open(files, folder)) {
      while (output.next()) {
        TextBytes record = output.line();
        if (passes > 1 && Math.floorMod(form.key(record).hashCode(), passes) != pass) {
          continue;
        }
        long[] count = surplus.get(record);
        if (count == null) {
          surplus.put(record.copy(), new long[] {step});
        } else {
          count[0] += step;
          if (count[0] == 0) {
            surplus.remove(record);
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
        String key = form.show(entry.getKey());
        int prefix = key.length();
        String place = "key '" + key + "'";
        return new Found(
            entry.getKey(),
            new Difference(folder, place, show(ofKey.left(), prefix), show(ofKey.right(), prefix)));
      }
    }
    return null;
  }

  /** Whether the sorted records match one by one. */
  private boolean match(Rest rest) {
    int i = 0;
    int j = 0;
    // Copies of the current left record (positive) or right one (negative) without a partner.
    long unmatched = 0;
    while (i < rest.left().size() && j < rest.right().size()) {
      Run left = rest.left().get(i);
      Run right = rest.right().get(j);
      if (!form.sameShown(left.record(), right.record())) {
        return false;
      }
      unmatched =
          (unmatched > 0 ? unmatched : left.count()) - (unmatched < 0 ? -unmatched : right.count());
      i += unmatched <= 0 ? 1 : 0;
      j += unmatched >= 0 ? 1 : 0;
    }
    return i == rest.left().size() && j == rest.right().size() && unmatched == 0;
  }

  private String show(List<Run> records, int prefix) {
    if (records.isEmpty()) {
      return "nothing";
    }
    List<String> values = new ArrayList<>();
    for (Run run : records.subList(0, Math.min(SHOWN, records.size()))) {
      String shown = run.record();
      String value =
          shown.length() > prefix
              ? "'" + shown.substring(prefix).strip() + "'"
              : "the " + form.unit();
      values.add(run.count() == 1 ? value : value + " (" + run.count() + " times)");
    }
    String more = records.size() > SHOWN ? " and " + (records.size() - SHOWN) + " more" : "";
    return String.join(", ", values) + more;
  }
}
