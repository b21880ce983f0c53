package dev.tandem.mapreduce.api.testkit;

import dev.tandem.contract.flow.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What distinguishes the records that were written from those that were expected: records that are
 * missing, records that nobody expected, and, if there are neither, the first one in another place.
 */
final class RecordDifference {
  private static final int SHOWN = 10;

  private final List<Placed> missing = new ArrayList<>();
  private final List<Placed> unexpected = new ArrayList<>();
  private String order = "";

  /**
   * A record and its place, from 1.
   *
   * @param place among those that were expected, or written
   */
  private record Placed(Pair<Object, Object> record, int place) {}

  RecordDifference(
      List<Pair<Object, Object>> expected, List<Pair<Object, Object>> written, boolean ordered) {
    for (int i = 0; i < written.size(); i++) {
      unexpected.add(new Placed(written.get(i), i + 1));
    }
    for (int i = 0; i < expected.size(); i++) {
      Pair<Object, Object> record = expected.get(i);
      int found = find(record, unexpected);
      if (found < 0) {
        missing.add(new Placed(record, i + 1));
      } else {
        unexpected.remove(found);
      }
    }
    if (ordered && missing.isEmpty() && unexpected.isEmpty()) {
      order = order(expected, written);
    }
  }

  private static int find(Pair<Object, Object> record, List<Placed> among) {
    for (int i = 0; i < among.size(); i++) {
      if (same(record, among.get(i).record())) {
        return i;
      }
    }
    return -1;
  }

  private static boolean same(Pair<Object, Object> a, Pair<Object, Object> b) {
    return Objects.deepEquals(a.first(), b.first()) && Objects.deepEquals(a.second(), b.second());
  }

  private static String order(
      List<Pair<Object, Object>> expected, List<Pair<Object, Object>> written) {
    for (int i = 0; i < expected.size(); i++) {
      if (!same(expected.get(i), written.get(i))) {
        int at = i;
        while (!same(expected.get(i), written.get(at))) {
          at++;
        }
        return "out of order: record "
            + (i + 1)
            + " is "
            + text(written.get(i))
            + " and should be "
            + text(expected.get(i))
            + ", which is record "
            + (at + 1);
      }
    }
    return "";
  }

  boolean isEmpty() {
    return missing.isEmpty() && unexpected.isEmpty() && order.isEmpty();
  }

  /** A record as people read it. */
  static String text(Pair<?, ?> record) {
    return "(" + text(record.first()) + ", " + text(record.second()) + ")";
  }

  private static String text(Object value) {
    String all = Arrays.deepToString(new Object[] {value});
    return all.substring(1, all.length() - 1);
  }

  /** With classes, where texts alone do not show the difference: 1 and 1 may be two numbers. */
  private static String textWithClasses(Pair<?, ?> record) {
    return "(" + withClass(record.first()) + ", " + withClass(record.second()) + ")";
  }

  private static String withClass(Object value) {
    return value == null ? "null" : value.getClass().getSimpleName() + " " + text(value);
  }

  @Override
  public String toString() {
    boolean alike =
        missing.stream()
            .map(placed -> text(placed.record()))
            .anyMatch(text -> unexpected.stream().anyMatch(u -> text.equals(text(u.record()))));
    Function<Pair<?, ?>, String> text =
        alike ? RecordDifference::textWithClasses : RecordDifference::text;
    List<String> parts = new ArrayList<>();
    describe("missing", "expected as record ", missing, text, parts);
    describe("unexpected", "record ", unexpected, text, parts);
    if (!order.isEmpty()) {
      parts.add(order);
    }
    return String.join("; ", parts);
  }

  private static void describe(
      String what,
      String place,
      List<Placed> records,
      Function<Pair<?, ?>, String> text,
      List<String> parts) {
    if (!records.isEmpty()) {
      String more = records.size() > SHOWN ? " and " + (records.size() - SHOWN) + " more" : "";
      parts.add(
          records.stream()
                  .limit(SHOWN)
                  .map(one -> text.apply(one.record()) + " (" + place + one.place() + ")")
                  .collect(Collectors.joining(", ", what + " ", ""))
              + more);
    }
  }
}
