package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** A hash table of lists of rows; each list is sorted, and the sort is stable. */
final class SecondarySortBaseline implements Baseline {
  private static final Pattern PLAIN =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  @Override
  public String name() {
    return "secondary-sort";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    int[] key = TableRows.columns(params.get("key"));
    int[] out = TableRows.columns(params.get("out"));
    List<By> by = new ArrayList<>();
    for (String column : params.get("by").split(",")) {
      by.add(By.parse(column.trim().split(":")));
    }
    boolean header = params.getOrDefault("header", "false").equals("true");
    Map<Object, List<Row>> groups = new HashMap<>();
    new TableRows(params.getOrDefault("format", "csv"), header)
        .each(
            inputs,
            row ->
                groups
                    .computeIfAbsent(TableRows.key(row, key), first -> new ArrayList<>(4))
                    .add(new Row(places(row, by), TableRows.print(TableRows.key(row, out)))));
    try (AnswerFile answer = new AnswerFile(output)) {
      for (Map.Entry<Object, List<Row>> group : groups.entrySet()) {
        List<Row> rows = group.getValue();
        rows.sort(comparator(by));
        StringJoiner line = new StringJoiner(";");
        rows.forEach(row -> line.add(row.cells()));
        answer.line(TableRows.print(group.getKey()), line.toString());
      }
    }
  }

  /**
   * A row.
   *
   * @param places what it is ordered by: numbers, null where a cell is none, and texts
   * @param cells what is printed
   */
  private record Row(Object[] places, String cells) {}

  private static Object[] places(List<String> row, List<By> by) {
    Object[] places = new Object[by.size()];
    for (int i = 0; i < places.length; i++) {
      String cell = row.get(by.get(i).column());
      places[i] = by.get(i).numeric() ? number(cell.trim()) : cell;
    }
    return places;
  }

  private static BigDecimal number(String cell) {
    return PLAIN.matcher(cell).matches() ? new BigDecimal(cell) : null;
  }

  private static Comparator<Row> comparator(List<By> by) {
    List<Comparator<Object>> orders = by.stream().map(By::order).toList();
    return (a, b) -> {
      int c = 0;
      for (int i = 0; c == 0 && i < orders.size(); i++) {
        c = orders.get(i).compare(a.places()[i], b.places()[i]);
      }
      return c;
    };
  }

  /** One column of the order. */
  private record By(int column, boolean numeric, boolean descending) {
    static By parse(String[] parts) {
      return new By(Integer.parseInt(parts[0]), parts[1].equals("num"), parts[2].equals("desc"));
    }

    /** What is no number comes last in either direction. */
    Comparator<Object> order() {
      Comparator<Object> order =
          numeric
              ? (a, b) -> ((BigDecimal) a).compareTo((BigDecimal) b)
              : (a, b) -> compareCodePoints((String) a, (String) b);
      return Comparator.nullsLast(descending ? order.reversed() : order);
    }

    /** Surrogates stand for the greatest code points, though chars above them exist. */
    private static int compareCodePoints(String a, String b) {
      int length = Math.min(a.length(), b.length());
      for (int i = 0; i < length; i++) {
        char x = a.charAt(i);
        char y = b.charAt(i);
        if (x != y) {
          return Character.isSurrogate(x) == Character.isSurrogate(y)
              ? Character.compare(x, y)
              : Character.isSurrogate(x) ? 1 : -1;
        }
      }
      return Integer.compare(a.length(), b.length());
    }
  }
}
